// What both drivers of the load test share. The commands are those of EngineDriver.

/** Counts what comes, and answers when there were as many as expected since the start. */
export class Counter {
    count = 0;
    waiting = [];

    hit() {
        this.count++;
        this.waiting = this.waiting.filter(({ target, done }) => {
            if (this.count >= target) {
                done();
            }
            return this.count < target;
        });
    }

    /** Resolves when so many have come, those before the call included. */
    reach(target) {
        return new Promise((done) => {
            if (this.count >= target) {
                done();
            } else {
                this.waiting.push({ target, done });
            }
        });
    }
}

/** Sends a number of messages to the chats in turn, never more than the window at a time. */
export async function sendAll({ to, count, window }, send) {
    let next = 0;
    const worker = async () => {
        while (next < count) {
            const i = next++;
            await send(to[i % to.length], `message ${i}`);
        }
    };
    await Promise.all(Array.from({ length: Math.min(window, count) }, worker));
}

/** What the heap holds after garbage was collected, with what is kept outside it. Needs --expose-gc. */
export async function memory() {
    for (let i = 0; i < 4; i++) {
        globalThis.gc();
        await new Promise((done) => setTimeout(done, 50));
    }
    const { heapUsed, external, rss } = process.memoryUsage();
    return { heapBytes: heapUsed + external, residentBytes: rss };
}

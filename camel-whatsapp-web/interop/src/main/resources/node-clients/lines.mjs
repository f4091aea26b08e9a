// One command or event per line, as JSON. Nothing else may reach the standard output.
import { createInterface } from 'node:readline';

const output = process.stdout.write.bind(process.stdout);
// What the clients and their libraries print goes to the log.
process.stdout.write = process.stderr.write.bind(process.stderr);

const write = (object) => output(JSON.stringify(object) + '\n');

/** Reports something that happened by itself. */
export const event = (name, fields = {}) => write({ event: name, ...fields });

/** Runs the handlers until the command "stop", or until the other side is gone. */
export function serve(handlers) {
    const input = createInterface({ input: process.stdin });
    input.on('line', async (line) => {
        const { id, command, ...fields } = JSON.parse(line);
        try {
            const result = await handlers[command](fields);
            write({ id, ok: true, ...result });
        } catch (error) {
            write({ id, ok: false, error: String(error?.stack ?? error) });
        }
        if (command === 'stop') {
            process.exit(0);
        }
    });
    input.on('close', () => process.exit(0));
}

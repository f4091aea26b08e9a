// Reads one part of the history as the client does, and prints: messages milliseconds cpuMilliseconds peakBytes.
import { readFileSync } from 'node:fs';
import { downloadAndProcessHistorySyncNotification } from 'baileys';

const payload = readFileSync(process.argv[2]);
const cpu = process.cpuUsage();
const start = process.hrtime.bigint();
const { messages } = await downloadAndProcessHistorySyncNotification({ initialHistBootstrapInlinePayload: payload }, {});
const millis = Number((process.hrtime.bigint() - start) / 1000000n);
const used = process.cpuUsage(cpu);
const cpuMillis = Math.round((used.user + used.system) / 1000);
console.log(`${messages.length} ${millis} ${cpuMillis} ${process.resourceUsage().maxRSS * 1024}`);
process.exit(0);

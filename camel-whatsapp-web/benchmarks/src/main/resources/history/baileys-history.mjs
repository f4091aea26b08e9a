// Reads one part of the history as the client does, and prints: messages milliseconds peakBytes.
import { readFileSync } from 'node:fs';
import { downloadAndProcessHistorySyncNotification } from 'baileys';

const payload = readFileSync(process.argv[2]);
const start = process.hrtime.bigint();
const { messages } = await downloadAndProcessHistorySyncNotification({ initialHistBootstrapInlinePayload: payload }, {});
const millis = Number((process.hrtime.bigint() - start) / 1000000n);
console.log(`${messages.length} ${millis} ${process.resourceUsage().maxRSS * 1024}`);
process.exit(0);

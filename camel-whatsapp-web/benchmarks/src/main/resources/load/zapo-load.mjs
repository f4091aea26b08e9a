// zapo-js under load, with its stores in memory.
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { WebSocket } from 'ws';
import { ConsoleLogger, createStore, WaClient } from 'zapo-js';
import { WaMediaTransferClient } from 'zapo-js/media';
import { Counter, memory, sendAll } from './common.mjs';
import { event, serve } from './lines.mjs';

// Node 20 has no class of this name; the client looks for it.
globalThis.WebSocket ??= WebSocket;

const sessions = new Map();
const saved = new Map();

const credentials = (session) => ({
    load: async () => saved.get(session) ?? null,
    save: async (credentials) => {
        saved.set(session, credentials);
    },
    clear: async () => {
        saved.delete(session);
    },
});

const store = createStore({
    // Only the credentials have no store in memory of their own.
    backends: { own: { stores: { auth: credentials }, caches: {} } },
    providers: { auth: 'own' },
    cacheProviders: { participants: 'memory', deviceList: 'memory' },
});

function open({ session: name, url, rootKey, rootSerial }) {
    const client = new WaClient(
        {
            store,
            sessionId: name,
            chatSocketUrls: [url],
            testHooks: { noiseRootCa: { publicKey: new Uint8Array(Buffer.from(rootKey, 'hex')), serial: rootSerial } },
            history: { enabled: false },
        },
        new ConsoleLogger(process.env.DRIVER_LOG_LEVEL ?? 'error'),
    );
    const session = { client, texts: new Counter(), files: new Counter() };
    sessions.set(name, session);
    client.on('auth_qr', ({ qr }) => event('qr', { session: name, text: qr }));
    client.on('connection', ({ status, reason }) => {
        if (status === 'close') {
            event('closed', { session: name, reason: String(reason) });
        }
    });
    // The event 'connection' says nothing about the second connection of a pairing.
    client.on('connection_success', () => event('open', { session: name }));
    client.on('client_error', ({ error }) => console.error(error));
    client.on('message', ({ message }) => {
        const text = message?.conversation || message?.extendedTextMessage?.text || '';
        if (text.startsWith('message ')) {
            session.texts.hit();
        } else if (message?.documentMessage) {
            session.file = message.documentMessage;
            session.files.hit();
        }
    });
    return client.connect();
}

const of = ({ session }) => sessions.get(session);

serve({
    connect: async (fields) => {
        await open(fields);
    },
    send: async (fields) => {
        const { client } = of(fields);
        await sendAll(fields, (to, text) => client.sendMessage(to, text));
    },
    expect: (fields) => of(fields)[fields.files ? 'files' : 'texts'].reach(fields.total),
    sendFile: async (fields) => {
        const { id } = await of(fields).client.sendMessage(fields.to, {
            type: 'document',
            media: fields.path,
            fileName: 'file',
            mimetype: 'application/octet-stream',
        });
        return { messageId: id };
    },
    download: async (fields) => {
        const { url, directPath, mediaKey, fileSha256, fileEncSha256 } = of(fields).file;
        const request = { url, directPath, mediaType: 'document', mediaKey, fileSha256, fileEncSha256 };
        const { plaintext, metadata } = await new WaMediaTransferClient().downloadAndDecryptStream(request);
        await pipeline(plaintext, createWriteStream(fields.path));
        await metadata;
    },
    disconnect: (fields) => of(fields).client.disconnect(),
    reconnect: async (fields) => {
        await of(fields).client.connect();
    },
    memory,
    stop: () => Promise.all([...sessions.values()].map(({ client }) => client.disconnect())),
});

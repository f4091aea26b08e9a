import { WebSocket } from 'ws';
import { ConsoleLogger, createStore, WaClient } from 'zapo-js';
import { event, serve } from './lines.mjs';

// Node 20 has no class of this name; the client looks for it.
globalThis.WebSocket ??= WebSocket;

let client;
let saved = null;

const credentials = {
    load: async () => saved,
    save: async (newCredentials) => {
        saved = newCredentials;
    },
    clear: async () => {
        saved = null;
    },
};

function textOf(message) {
    return message?.conversation || message?.extendedTextMessage?.text || '';
}

const userOf = (jid) => jid?.replace(/[:@].*$/, '');

function isOwn(jid) {
    const { meJid, meLid } = client.getCredentials() ?? {};
    return [meJid, meLid].map(userOf).includes(userOf(jid));
}

function open({ url, rootKey, rootSerial }) {
    client = new WaClient(
        {
            store: createStore({
                // Only the credentials have no store in memory of their own.
                backends: { own: { stores: { auth: () => credentials }, caches: {} } },
                providers: { auth: 'own' },
                cacheProviders: { participants: 'memory', deviceList: 'memory' },
            }),
            sessionId: 'interop',
            chatSocketUrls: [url],
            testHooks: { noiseRootCa: { publicKey: new Uint8Array(Buffer.from(rootKey, 'hex')), serial: rootSerial } },
            history: { enabled: false },
        },
        new ConsoleLogger(process.env.DRIVER_LOG_LEVEL ?? 'error'),
    );
    client.on('auth_qr', ({ qr }) => event('qr', { text: qr }));
    client.on('connection', ({ status, reason, code }) => {
        if (status === 'close') {
            event('closed', { code: code ?? 0, reason: String(reason) });
        }
    });
    // The event 'connection' says nothing about the second connection of a pairing.
    client.on('connection_success', () => event('open', { self: client.getCredentials().meJid }));
    client.on('client_error', ({ error }) => console.error(error));
    client.on('message', ({ stanzaId, chatJid, senderJid, message }) => {
        event('message', {
            id: stanzaId,
            chat: chatJid,
            from: senderJid ?? chatJid,
            fromMe: isOwn(senderJid),
            text: textOf(message?.deviceSentMessage?.message ?? message),
        });
    });
    return client.connect();
}

serve({
    connect: async (fields) => {
        await open(fields);
    },
    send: async ({ to, text }) => {
        const { id } = await client.sendMessage(to, text);
        return { messageId: id };
    },
    stop: () => client?.disconnect(),
});

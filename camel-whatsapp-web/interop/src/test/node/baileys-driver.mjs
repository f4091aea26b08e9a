import makeWASocket, { initAuthCreds, WA_CERT_DETAILS } from 'baileys';
import pino from 'pino';
import { event, serve } from './lines.mjs';

const RESTART_REQUIRED = 515;

const logger = pino({ level: process.env.DRIVER_LOG_LEVEL ?? 'error' }, pino.destination(2));
const creds = initAuthCreds();
const stored = new Map();
const sent = new Map();
let socket;

const keys = {
    get: (type, ids) =>
        Object.fromEntries(ids.filter((id) => stored.has(`${type}/${id}`)).map((id) => [id, stored.get(`${type}/${id}`)])),
    set: (data) => {
        for (const [type, entries] of Object.entries(data)) {
            for (const [id, value] of Object.entries(entries)) {
                if (value === null || value === undefined) {
                    stored.delete(`${type}/${id}`);
                } else {
                    stored.set(`${type}/${id}`, value);
                }
            }
        }
    },
};

function textOf(message) {
    return message?.conversation || message?.extendedTextMessage?.text || '';
}

function open(url) {
    socket = makeWASocket({
        auth: { creds, keys },
        waWebSocketUrl: url,
        logger,
        emitOwnEvents: false,
        syncFullHistory: false,
        // The simulator's phone sends no history; without this the client waits for it.
        shouldSyncHistoryMessage: () => false,
        getMessage: async ({ id }) => sent.get(id),
    });
    socket.ev.on('connection.update', ({ connection, lastDisconnect, qr }) => {
        if (qr) {
            event('qr', { text: qr });
        }
        if (connection === 'open') {
            event('open', { self: creds.me.id });
        }
        if (connection === 'close') {
            const code = lastDisconnect?.error?.output?.statusCode ?? 0;
            if (code === RESTART_REQUIRED) {
                // The client leaves the second connection of a pairing to its application.
                open(url);
            } else {
                event('closed', { code, reason: String(lastDisconnect?.error?.message) });
            }
        }
    });
    socket.ev.on('messages.upsert', ({ messages }) => {
        for (const { key, message } of messages) {
            event('message', {
                id: key.id,
                chat: key.remoteJid,
                from: key.participant || key.remoteJid,
                fromMe: Boolean(key.fromMe),
                text: textOf(message),
            });
        }
    });
}

serve({
    connect: ({ url, rootKey }) => {
        WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(rootKey, 'hex');
        open(url);
    },
    send: async ({ to, text }) => {
        const { key, message } = await socket.sendMessage(to, { text });
        sent.set(key.id, message);
        return { messageId: key.id };
    },
    stop: () => socket?.end(undefined),
});

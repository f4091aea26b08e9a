// Baileys under load. Its keys are in memory, and it is given a cache of group metadata as its documentation asks for.
import makeWASocket, { downloadMediaMessage, initAuthCreds, WA_CERT_DETAILS } from 'baileys';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import pino from 'pino';
import { Counter, memory, sendAll } from './common.mjs';
import { event, serve } from './lines.mjs';

const RESTART_REQUIRED = 515;
const logger = pino({ level: process.env.DRIVER_LOG_LEVEL ?? 'error' }, pino.destination(2));
const sessions = new Map();

function keyStore() {
    const stored = new Map();
    return {
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
}

function open(session) {
    const socket = makeWASocket({
        auth: { creds: session.creds, keys: session.keys },
        waWebSocketUrl: session.url,
        logger,
        emitOwnEvents: false,
        syncFullHistory: false,
        // The simulator's phone sends no history; without this the client waits for it.
        shouldSyncHistoryMessage: () => false,
        cachedGroupMetadata: async (jid) => session.groups.get(jid),
    });
    session.socket = socket;
    socket.ev.on('creds.update', (update) => Object.assign(session.creds, update));
    socket.ev.on('connection.update', ({ connection, lastDisconnect, qr }) => {
        if (qr) {
            event('qr', { session: session.name, text: qr });
        }
        if (connection === 'open') {
            event('open', { session: session.name });
        }
        if (connection === 'close') {
            if (lastDisconnect?.error?.output?.statusCode === RESTART_REQUIRED) {
                // The client leaves the second connection of a pairing to its application.
                open(session);
            } else {
                event('closed', { session: session.name, reason: String(lastDisconnect?.error?.message) });
            }
        }
    });
    socket.ev.on('messages.upsert', ({ messages }) => {
        for (const { key, message } of messages) {
            if (key.fromMe || !message) {
                continue;
            }
            const text = message.conversation || message.extendedTextMessage?.text || '';
            if (text.startsWith('message ')) {
                session.texts.hit();
            } else if (message.documentMessage) {
                session.file = { key, message };
                session.files.hit();
            }
        }
    });
}

const of = ({ session }) => sessions.get(session);

serve({
    connect: ({ session: name, url, rootKey }) => {
        WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(rootKey, 'hex');
        const session = { name, url, creds: initAuthCreds(), keys: keyStore(), groups: new Map(), texts: new Counter(), files: new Counter() };
        sessions.set(name, session);
        open(session);
    },
    send: async (fields) => {
        const session = of(fields);
        await sendAll(fields, async (to, text) => {
            if (to.endsWith('@g.us') && !session.groups.has(to)) {
                session.groups.set(to, await session.socket.groupMetadata(to));
            }
            await session.socket.sendMessage(to, { text });
        });
    },
    expect: (fields) => of(fields)[fields.files ? 'files' : 'texts'].reach(fields.total),
    sendFile: async (fields) => {
        const { socket } = of(fields);
        const { key } = await socket.sendMessage(fields.to, {
            document: { url: fields.path },
            fileName: 'file',
            mimetype: 'application/octet-stream',
        });
        return { messageId: key.id };
    },
    download: async (fields) => {
        await pipeline(await downloadMediaMessage(of(fields).file, 'stream', {}), createWriteStream(fields.path));
    },
    disconnect: (fields) => of(fields).socket.end(undefined),
    reconnect: (fields) => open(of(fields)),
    memory,
    stop: () => sessions.forEach(({ socket }) => socket.end(undefined)),
});

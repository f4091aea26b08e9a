import makeWASocket, {
    downloadMediaMessage,
    getContentType,
    initAuthCreds,
    normalizeMessageContent,
    proto,
    WA_CERT_DETAILS,
} from 'baileys';
import { createHash } from 'node:crypto';
import pino from 'pino';
import { accountVerbs, listen } from './baileys-account.mjs';
import { appStateVerbs, listenAppState } from './baileys-appstate.mjs';
import { readResponse, readVote, respond, vote } from './baileys-addons.mjs';
import { event, serve } from './lines.mjs';

const RESTART_REQUIRED = 515;

const logger = pino({ level: process.env.DRIVER_LOG_LEVEL ?? 'error' }, pino.destination(2));
const creds = initAuthCreds();
const stored = new Map();
const sent = new Map();
const received = new Map();
const client = { creds, sent, received };
let socket;
let address;
let wantsHistory = false;
let mediaHost = 'mmg.whatsapp.net';

// Parts of the app state and of the history have no host in their address, and the client knows only the real one.
const fetchAnywhere = globalThis.fetch;
globalThis.fetch = (url, options) => fetchAnywhere(String(url).replace('//mmg.whatsapp.net/', `//${mediaHost}/`), options);

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
        connectTimeoutMs: 60_000,
        logger,
        emitOwnEvents: false,
        syncFullHistory: false,
        // The simulator's phone sends history only when a test wants it; without this the client waits for it.
        shouldSyncHistoryMessage: () => wantsHistory,
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
    listen(socket);
    listenAppState(socket);
    socket.ev.on('messages.upsert', ({ messages }) => {
        for (const { key, message } of messages) {
            received.set(key.id, { key, message });
            if (message?.pollUpdateMessage) {
                readVote(client, key, message.pollUpdateMessage);
            }
            if (message?.encEventResponseMessage) {
                readResponse(client, key, message.encEventResponseMessage);
            }
            event('message', {
                id: key.id,
                chat: key.remoteJid,
                from: key.participant || key.remoteJid,
                fromMe: Boolean(key.fromMe),
                serverId: key.server_id,
                text: textOf(message),
                proto: message ? Buffer.from(proto.Message.encode(message).finish()).toString('base64') : '',
            });
        }
    });
    socket.ev.on('messaging-history.set', ({ chats, messages, syncType, progress }) => {
        const lines = messages.map(({ key, message }) => `${key.remoteJid} ${key.id} ${textOf(message)}`).sort();
        const digest = createHash('sha256').update(lines.join('\n')).digest('hex');
        event('history', { chats: chats.length, messages: messages.length, syncType, progress, digest });
    });
    socket.ev.on('messages.update', (updates) => {
        for (const { key, update } of updates) {
            if (update.status !== undefined) {
                event('receipt', { id: key.id, type: update.status >= 4 ? 'read' : update.status === 3 ? 'delivery' : 'other' });
            }
        }
    });
    socket.ev.on('message-receipt.update', (updates) => {
        for (const { key, receipt } of updates) {
            event('receipt', { id: key.id, type: receipt.readTimestamp ? 'read' : 'delivery' });
        }
    });
}

const quoted = (id) => received.get(id) ?? { key: { id, fromMe: true, remoteJid: '' }, message: sent.get(id) };
const media = ({ base64 }) => Buffer.from(base64, 'base64');

// One entry for each kind of content, as an application would send it.
const compose = {
    quote: ({ text, target }) => [{ text }, { quoted: quoted(target) }],
    reaction: ({ emoji, target }) => [{ react: { text: emoji, key: quoted(target).key } }],
    edit: ({ text, target, to }) => [{ text, edit: { id: target, fromMe: true, remoteJid: to } }],
    revoke: ({ target, to }) => [{ delete: { id: target, fromMe: true, remoteJid: to } }],
    poll: ({ name, options }) => [{ poll: { name, values: options, selectableCount: 1 } }],
    event: ({ name, description, start }) => [{ event: { name, description, startDate: new Date(start) } }],
    buttonReply: ({ target, type, buttonId, displayText, index }) => [
        { buttonReply: { id: buttonId, displayText, index }, type },
        { quoted: quoted(target) },
    ],
    listReply: ({ target, title, rowId }) => [
        { listReply: { title, listType: 1, singleSelectReply: { selectedRowId: rowId } } },
        { quoted: quoted(target) },
    ],
    pin: ({ target, time }) => [{ pin: quoted(target).key, type: time ? 1 : 2, time }],
    status: ({ text, viewers, backgroundColor, font }) => [{ text }, { statusJidList: viewers, backgroundColor, font }],
    statusPicture: ({ viewers, ...fields }) => [
        { image: media(fields), caption: fields.caption, mimetype: 'image/png', jpegThumbnail: null },
        { statusJidList: viewers },
    ],
    statusRevoke: ({ target, viewers, to }) => [
        { delete: { id: target, fromMe: true, remoteJid: to } },
        { statusJidList: viewers },
    ],
    invite: ({ name, start }) => [{ event: { name, startDate: new Date(start * 1000) } }],
    image: (fields) => [{ image: media(fields), caption: fields.caption, mimetype: 'image/png', jpegThumbnail: null }],
    document: (fields) => [{ document: media(fields), fileName: fields.fileName, mimetype: fields.mimetype }],
    voice: (fields) => [{ audio: media(fields), ptt: true, mimetype: 'audio/ogg; codecs=opus', seconds: 1, waveform: null }],
};

// One entry for each thing that an application does with businesses.
const business = {
    profile: ({ jid }) => socket.getBusinessProfile(jid),
    editProfile: ({ profile }) => socket.updateBussinesProfile(profile),
    setCover: (fields) => socket.updateCoverPhoto(media(fields)),
    removeCover: ({ cover }) => socket.removeCoverPhoto(cover),
    catalog: ({ jid, limit, cursor }) => socket.getCatalog({ jid, limit, cursor }),
    collections: ({ jid }) => socket.getCollections(jid),
    create: ({ product, base64 }) => socket.productCreate({ ...product, images: [media({ base64 })] }),
    update: ({ product, changes }) => socket.productUpdate(product, { ...changes, images: [] }),
    remove: ({ products }) => socket.productDelete(products),
    order: ({ order, token }) => socket.getOrderDetails(order, token),
};

serve({
    ...accountVerbs(() => socket),
    ...appStateVerbs(() => socket),
    business: async ({ act, ...fields }) => ({ result: (await business[act](fields)) ?? null }),
    connect: ({ url, rootKey, media }) => {
        mediaHost = media;
        WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(rootKey, 'hex');
        address = url;
        open(url);
    },
    compose: async ({ to, kind, ...fields }) => {
        const [content, options] = compose[kind]({ to, ...fields });
        const { key, message } = await socket.sendMessage(to, content, options);
        sent.set(key.id, message);
        return { messageId: key.id };
    },
    vote: async (fields) => {
        await socket.relayMessage(fields.to, vote(client, fields), {});
    },
    respond: async (fields) => {
        await socket.relayMessage(fields.to, respond(client, fields), {});
    },
    // The client makes no such messages itself but sends what it is given.
    relay: async ({ to, message }) => ({ messageId: await socket.relayMessage(to, proto.Message.fromObject(message), {}) }),
    content: ({ target }) => {
        const content = proto.Message.fromObject(normalizeMessageContent(received.get(target).message));
        return { type: getContentType(content), content: proto.Message.toObject(content, { enums: String, longs: Number }) };
    },
    history: () => {
        wantsHistory = true;
    },
    olderHistory: async ({ count, chat, target, at }) => ({
        request: await socket.fetchMessageHistory(count, { remoteJid: chat, id: target, fromMe: false }, at),
    }),
    download: async ({ target }) => {
        const content = await downloadMediaMessage(received.get(target), 'buffer', {});
        return { base64: content.toString('base64') };
    },
    read: async ({ target }) => {
        await socket.readMessages([received.get(target).key]);
    },
    createGroup: async ({ subject, members }) => ({ group: (await socket.groupCreate(subject, members)).id }),
    addMembers: async ({ group, members }) => {
        await socket.groupParticipantsUpdate(group, members, 'add');
    },
    // All calls of the client about newsletters, by their names.
    newsletter: async ({ call, args }) => ({ result: (await socket[`newsletter${call}`](...args)) ?? null }),
    watchNewsletter: async ({ newsletter }) => socket.subscribeNewsletterUpdates(newsletter),
    disconnect: () => socket.end(undefined),
    reconnect: () => open(address),
    send: async ({ to, text }) => {
        const { key, message } = await socket.sendMessage(to, { text });
        sent.set(key.id, message);
        return { messageId: key.id };
    },
    stop: () => socket?.end(undefined),
});

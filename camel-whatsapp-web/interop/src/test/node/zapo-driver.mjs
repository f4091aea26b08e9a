import { WebSocket } from 'ws';
import { ConsoleLogger, createStore, proto, WaClient } from 'zapo-js';
import { WaMediaTransferClient } from 'zapo-js/media';
import { decryptAddonPayload, encryptAddonPayload } from 'zapo-js/message';
import { createHash, randomBytes } from 'node:crypto';
import { event, serve } from './lines.mjs';
import { accountVerbs, listen } from './zapo-account.mjs';

// Node 20 has no class of this name; the client looks for it.
globalThis.WebSocket ??= WebSocket;

// By itself the client gives up after 10 to 20 seconds, which a busy machine may take.
const PATIENCE = Object.fromEntries(
    [
        'connectTimeoutMs',
        'iqTimeoutMs',
        'nodeQueryTimeoutMs',
        'deadSocketTimeoutMs',
        'mediaTimeoutMs',
        'appStateSyncTimeoutMs',
        'signalFetchKeyBundlesTimeoutMs',
        'messageAckTimeoutMs',
    ].map((name) => [name, 60_000]),
);

let client;
let saved = null;
const received = new Map();
const sent = new Map();

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

const userJid = (jid) => jid?.replace(/:\d+@/, '@');
const hashOf = (name) => createHash('sha256').update(name).digest('hex');

function binding(secret, stanzaId, author, voter) {
    return {
        messageSecret: secret,
        stanzaId,
        parentMsgOriginalSender: author,
        modificationSender: voter,
        modificationType: 'Poll Vote',
        additionalData: new TextEncoder().encode(`${stanzaId}\0${voter}`),
    };
}

// By itself the client looks for votes under device addresses only; its functions take any.
async function readVote(senderJid, { pollCreationMessageKey: { id }, vote }) {
    const { messageContextInfo, pollCreationMessageV3 } = sent.get(id);
    const { meJid, meLid } = client.getCredentials();
    for (const author of [meLid, meJid].map(userJid)) {
        try {
            const parts = binding(messageContextInfo.messageSecret, id, author, userJid(senderJid));
            const plain = await decryptAddonPayload({ ...parts, ciphertext: vote.encPayload, iv: vote.encIv });
            const { selectedOptions } = proto.Message.PollVoteMessage.decode(plain);
            const chosen = selectedOptions.map((hash) => Buffer.from(hash).toString('hex'));
            const named = pollCreationMessageV3.options.map(({ optionName }) => optionName);
            event('votes', { id, options: named.filter((name) => chosen.includes(hashOf(name))) });
            return;
        } catch {
            // Made for another form of the addresses.
        }
    }
}

async function vote({ to, target, option }) {
    const { senderJid, message } = received.get(target);
    const { meJid, meLid } = client.getCredentials();
    const author = userJid(senderJid);
    const voter = userJid(author.endsWith('@lid') ? meLid : meJid);
    const iv = new Uint8Array(randomBytes(12));
    const encPayload = await encryptAddonPayload({
        ...binding(message.messageContextInfo.messageSecret, target, author, voter),
        payload: proto.Message.PollVoteMessage.encode({ selectedOptions: [createHash('sha256').update(option).digest()] }).finish(),
        iv,
    });
    await client.sendMessage(to, {
        pollUpdateMessage: {
            pollCreationMessageKey: keyOf(target, to),
            vote: { encPayload, encIv: iv },
            senderTimestampMs: Date.now(),
        },
    });
}

function open({ url, rootKey, rootSerial, reconnects }) {
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
            ...PATIENCE,
            maxReconnectAttempts: reconnects,
        },
        new ConsoleLogger(process.env.DRIVER_LOG_LEVEL ?? 'error'),
    );
    listen(client);
    client.on('auth_qr', ({ qr }) => event('qr', { text: qr }));
    client.on('connection', ({ status, reason, code }) => {
        if (status === 'close') {
            event('closed', { code: code ?? 0, reason: String(reason) });
        }
    });
    // The event 'connection' says nothing about the second connection of a pairing.
    client.on('connection_success', () => event('open', { self: client.getCredentials().meJid }));
    client.on('client_error', ({ error }) => {
        console.error(error);
        event('error', { message: String(error?.message ?? error) });
    });
    client.on('message', ({ stanzaId, chatJid, senderJid, message }) => {
        const content = message?.deviceSentMessage?.message ?? message;
        received.set(stanzaId, { chatJid, senderJid, message: content });
        if (content?.pollUpdateMessage) {
            readVote(senderJid, content.pollUpdateMessage);
        }
        event('message', {
            id: stanzaId,
            chat: chatJid,
            from: senderJid ?? chatJid,
            fromMe: isOwn(senderJid),
            text: textOf(content),
            proto: content ? Buffer.from(proto.Message.encode(content).finish()).toString('base64') : '',
        });
    });
    client.on('message_receipt', ({ stanzaId, stanzaType, rawNode }) => {
        const type = stanzaType || rawNode?.attrs?.type || 'delivery';
        event('receipt', { id: stanzaId, type });
    });
    return client.connect();
}

function keyOf(target, to) {
    const from = received.get(target);
    return from
        ? { id: target, fromMe: false, remoteJid: to, participant: to.endsWith('@g.us') ? userJid(from.senderJid) : undefined }
        : { id: target, fromMe: true, remoteJid: to };
}

const file = (fields) => new Uint8Array(Buffer.from(fields.base64, 'base64'));

// One entry for each kind of content, as an application of this client has to make it.
const compose = {
    quote: ({ text, target }) => ({
        extendedTextMessage: {
            text,
            contextInfo: {
                stanzaId: target,
                participant: userJid(received.get(target)?.senderJid),
                quotedMessage: received.get(target)?.message ?? { conversation: '' },
            },
        },
    }),
    reaction: ({ emoji, target, to }) => ({ reactionMessage: { key: keyOf(target, to), text: emoji, senderTimestampMs: Date.now() } }),
    edit: ({ text, target, to }) => ({
        editedMessage: {
            message: {
                protocolMessage: {
                    key: { id: target, fromMe: true, remoteJid: to },
                    type: proto.Message.ProtocolMessage.Type.MESSAGE_EDIT,
                    editedMessage: { conversation: text },
                    timestampMs: Date.now(),
                },
            },
        },
    }),
    revoke: ({ target, to }) => ({
        protocolMessage: { key: { id: target, fromMe: true, remoteJid: to }, type: proto.Message.ProtocolMessage.Type.REVOKE },
    }),
    poll: ({ name, options }) => ({
        messageContextInfo: { messageSecret: new Uint8Array(randomBytes(32)) },
        pollCreationMessageV3: { name, options: options.map((optionName) => ({ optionName })), selectableOptionsCount: 1 },
    }),
    image: (fields) => ({ type: 'image', media: file(fields), mimetype: 'image/png', caption: fields.caption }),
    document: (fields) => ({ type: 'document', media: file(fields), mimetype: fields.mimetype, fileName: fields.fileName }),
    voice: (fields) => ({ type: 'audio', media: file(fields), mimetype: 'audio/ogg; codecs=opus', ptt: true, seconds: 1 }),
};

const mediaParts = [
    ['imageMessage', 'image'],
    ['documentMessage', 'document'],
    ['audioMessage', 'ptt'],
    ['videoMessage', 'video'],
];

async function download({ target }) {
    const { message } = received.get(target);
    const inner = message.documentWithCaptionMessage?.message ?? message;
    const [name, mediaType] = mediaParts.find(([part]) => inner[part]);
    const { url, directPath, mediaKey, fileSha256, fileEncSha256 } = inner[name];
    const transfer = new WaMediaTransferClient();
    const content = await transfer.downloadAndDecrypt({ url, directPath, mediaType, mediaKey, fileSha256, fileEncSha256 });
    return { base64: Buffer.from(content).toString('base64') };
}

serve({
    ...accountVerbs(() => client),
    compose: async ({ to, kind, ...fields }) => {
        const content = compose[kind]({ to, ...fields });
        const { id } = await client.sendMessage(to, content);
        sent.set(id, content);
        return { messageId: id };
    },
    vote,
    download,
    read: async ({ target }) => {
        const { chatJid, senderJid } = received.get(target);
        const group = chatJid.endsWith('@g.us');
        await client.sendReceipt({ to: chatJid, id: target, type: 'read', participant: group ? senderJid : undefined });
    },
    createGroup: async ({ subject, members }) => {
        const answer = await client.group.createGroup(subject, members);
        const group = answer.tag === 'group' ? answer : answer.content.find(({ tag }) => tag === 'group');
        return { group: `${group.attrs.id.replace('@g.us', '')}@g.us` };
    },
    addMembers: async ({ group, members }) => {
        await client.group.addParticipants(group, members);
    },
    disconnect: () => client.disconnect(),
    reconnect: () => client.connect(),
    connect: async (fields) => {
        await open(fields);
    },
    send: async ({ to, text }) => {
        const { id } = await client.sendMessage(to, text);
        return { messageId: id };
    },
    stop: () => client?.disconnect(),
});

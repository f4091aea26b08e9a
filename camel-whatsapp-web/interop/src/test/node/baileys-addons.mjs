// Votes and answers, encrypted under the message they are about. The client gives its application the functions to read them.
import { aesEncryptGCM, decryptEventResponse, decryptPollVote, hmacSign, proto } from 'baileys';
import { createHash, randomBytes } from 'node:crypto';
import { event } from './lines.mjs';

const withoutDevice = (jid) => jid?.replace(/:\d+@/, '@');
const hashOf = (name) => createHash('sha256').update(name).digest('hex');

/** Calls the reader with each form of the addresses until one fits. */
function withAddresses(key, me, reader) {
    const others = [key.participant, key.participantAlt, key.remoteJid, key.remoteJidAlt].filter(Boolean);
    for (const author of [me.lid, me.id].map(withoutDevice)) {
        for (const other of others.map(withoutDevice)) {
            try {
                return reader(author, other);
            } catch {
                // Made for another form of the addresses.
            }
        }
    }
    return undefined;
}

/** Reports the names of the options that somebody chose. */
export function readVote({ sent, creds }, key, { pollCreationMessageKey: { id }, vote }) {
    const poll = sent.get(id);
    const { options } = poll?.pollCreationMessageV3 ?? poll?.pollCreationMessage ?? { options: [] };
    withAddresses(key, creds.me, (pollCreatorJid, voterJid) => {
        const pollEncKey = poll.messageContextInfo.messageSecret;
        const { selectedOptions } = decryptPollVote(vote, { pollCreatorJid, voterJid, pollMsgId: id, pollEncKey });
        const chosen = selectedOptions.map((hash) => Buffer.from(hash).toString('hex'));
        const named = options.map(({ optionName }) => optionName);
        event('votes', { id, options: named.filter((name) => chosen.includes(hashOf(name))) });
    });
}

/** Reports what somebody answered to an event. */
export function readResponse({ sent, creds }, key, { eventCreationMessageKey: { id }, encPayload, encIv }) {
    withAddresses(key, creds.me, (eventCreatorJid, responderJid) => {
        const eventEncKey = sent.get(id).messageContextInfo.messageSecret;
        const parts = { eventCreatorJid, responderJid, eventMsgId: id, eventEncKey };
        const { response, extraGuestCount } = decryptEventResponse({ encPayload, encIv }, parts);
        event('response', { id, response, guests: extraGuestCount ?? 0 });
    });
}

/** Encrypts what is said about a received message, as the client only reads it. */
function seal({ creds }, { key, message }, use, plain) {
    const secret = Buffer.from(message.messageContextInfo.messageSecret);
    const author = withoutDevice(key.participant || key.remoteJid);
    const own = withoutDevice(author.endsWith('@lid') ? creds.me.lid : creds.me.id);
    const first = hmacSign(secret, new Uint8Array(32), 'sha256');
    const info = Buffer.concat([Buffer.from(key.id + author + own + use), Buffer.from([1])]);
    const encIv = randomBytes(12);
    return { encPayload: aesEncryptGCM(plain, hmacSign(info, first, 'sha256'), encIv, Buffer.from(`${key.id}\0${own}`)), encIv };
}

const keyOf = (to, { key: { id, participant } }) => ({ remoteJid: to, fromMe: false, id, participant });

/** A message that votes. */
export function vote(client, { to, target, option }) {
    const about = client.received.get(target);
    const selectedOptions = [createHash('sha256').update(option).digest()];
    return {
        pollUpdateMessage: {
            pollCreationMessageKey: keyOf(to, about),
            vote: seal(client, about, 'Poll Vote', proto.Message.PollVoteMessage.encode({ selectedOptions }).finish()),
            senderTimestampMs: Date.now(),
        },
    };
}

/** A message that answers an event. */
export function respond(client, { to, target, response }) {
    const about = client.received.get(target);
    const plain = proto.Message.EventResponseMessage.encode({ response, timestampMs: Date.now(), extraGuestCount: 1 }).finish();
    return {
        encEventResponseMessage: { eventCreationMessageKey: keyOf(to, about), ...seal(client, about, 'Event Response', plain) },
    };
}

// What this client shares with the other devices of its account: chats' settings, stars, contacts, labels.
import { event } from './lines.mjs';

/** Reports what the client itself makes of changes by other devices. */
export function listenAppState({ ev }) {
    ev.on('creds.update', ({ myAppStateKeyId, me }) => {
        if (myAppStateKeyId) {
            event('appStateKey', {});
        }
        if (me?.name) {
            event('name', { name: me.name });
        }
    });
    ev.on('chats.update', (chats) => {
        for (const { id, pinned, archived, muteEndTime, unreadCount } of chats) {
            const muted = muteEndTime === undefined ? undefined : Number(muteEndTime ?? 0);
            event('chat', { id, pinned: pinned === undefined ? undefined : Boolean(pinned), archived, muted, unread: unreadCount });
        }
    });
    ev.on('messages.update', (updates) => {
        for (const { key, update } of updates) {
            if (update.starred !== undefined) {
                event('star', { id: key.id, chat: key.remoteJid, starred: Boolean(update.starred) });
            }
        }
    });
    ev.on('contacts.upsert', (contacts) => contacts.forEach(({ id, name }) => event('contact', { id, name })));
    ev.on('labels.edit', ({ id, name, color, deleted }) => event('label', { id, name, color, deleted: Boolean(deleted) }));
    ev.on('labels.association', ({ association, type }) =>
        event('labelled', { chat: association.chatId, label: association.labelId, message: association.messageId, on: type === 'add' }),
    );
}

/** The commands; the socket is asked for each time, as it changes with the connection. */
export const appStateVerbs = (socket) => ({
    modify: ({ change, jid }) => socket().chatModify(change, jid),
});

// What this client does besides messages: groups, presence, profile, privacy. It has no calls for communities, requests to
// join, typing and declining calls; it shows the last two when others do them.
import { event } from './lines.mjs';

/** Reports what the client itself makes of notifications. */
export function listen(client) {
    client.on('group_event', ({ groupJid, authorJid, action, participants, subject, description, mode, code, enabled }) =>
        event('group', {
            group: groupJid,
            action,
            actor: authorJid,
            text: subject ?? description ?? mode ?? code ?? null,
            enabled,
            users: (participants ?? []).map(({ jid }) => jid),
        }),
    );
    client.on('presence', ({ chatJid, stanzaType, rawNode }) =>
        event('presence', { user: chatJid, state: stanzaType ?? 'available', last: rawNode.attrs.last }),
    );
    client.on('chatstate', ({ chatJid, participantJid, rawNode: { content } }) => {
        const [{ tag, attrs }] = content;
        event('presence', { chat: chatJid, user: participantJid ?? chatJid, state: attrs?.media === 'audio' ? 'recording' : tag });
    });
    client.on('call', ({ chatJid, rawNode: { content } }) => {
        const [{ tag, attrs }] = content;
        event('call', { call: attrs['call-id'], from: chatJid, status: tag });
    });
    client.on('notification', ({ notificationType, chatJid, rawNode: { content } }) => {
        for (const { tag } of content ?? []) {
            event('notification', { type: notificationType, of: chatJid, tag });
        }
    });
}

const settings = { announcement: 'announcement', locked: 'restrict', approval: 'membership_approval_mode' };

const privacyNames = {
    last: 'lastSeen',
    online: 'online',
    profile: 'profilePicture',
    status: 'about',
    readreceipts: 'readReceipts',
    groupadd: 'groupAdd',
    calladd: 'callAdd',
};

const described = ({ jid, subject, desc, announce, restrict, participants }) => ({
    group: jid,
    subject,
    description: desc ?? null,
    announcement: announce,
    locked: restrict,
    members: Object.fromEntries(participants.map(({ jid: member, isAdmin }) => [member, isAdmin ? 'admin' : 'member'])),
});

const child = (node, tag) => (Array.isArray(node.content) ? node.content.find((one) => one.tag === tag) : undefined);

/** The commands; the client is asked for each time, as it is made when it connects. */
export const accountVerbs = (client) => ({
    groupInfo: async ({ group }) => described(await client().group.queryGroupMetadata(group)),
    changeMembers: async ({ group, change, members }) => {
        const answer = await client().group[`${change}Participants`](group, members);
        const changed = child(answer, change)?.content ?? [];
        return { changed: changed.map(({ attrs }) => ({ jid: attrs.jid, status: attrs.error ?? '200' })) };
    },
    setSubject: ({ group, subject }) => client().group.setSubject(group, subject),
    setDescription: ({ group, description }) => client().group.setDescription(group, description),
    setSetting: ({ group, setting, on }) => client().group.setSetting(group, settings[setting], on),
    leaveGroup: async ({ group }) => {
        await client().group.leaveGroup([group]);
    },
    resetInvite: async ({ group }) => ({ code: child(await client().group.revokeInvite(group), 'invite').attrs.code }),
    join: async ({ code }) => {
        await client().group.joinGroupViaInvite(code);
    },
    available: ({ there }) => client().sendPresence(there ? 'available' : 'unavailable'),
    // It has no call for this; its connection is there for stanzas of the application.
    subscribe: ({ user }) => client().sendNode({ tag: 'presence', attrs: { type: 'subscribe', to: user } }),
    blocked: async () => ({ users: (await client().privacy.getBlocklist()).jids }),
    unblock: ({ user }) => client().privacy.unblockUser(user),
    setPicture: async ({ base64 }) => ({ picture: await client().profile.setProfilePicture(new Uint8Array(Buffer.from(base64, 'base64'))) }),
    removePicture: () => client().profile.deleteProfilePicture(),
    picture: async ({ user }) => ({ url: (await client().profile.getProfilePicture(user, 'image')).url ?? null }),
    setAbout: ({ text }) => client().profile.setStatus(text),
    about: async ({ user }) => ({ text: (await client().profile.getStatus(user)).status }),
    privacy: async () => {
        const read = await client().privacy.getPrivacySettings();
        return { settings: Object.fromEntries(Object.entries(privacyNames).map(([name, own]) => [name, read[own]])) };
    },
    setPrivacy: ({ name, value }) => client().privacy.setPrivacySetting(privacyNames[name], value),
});

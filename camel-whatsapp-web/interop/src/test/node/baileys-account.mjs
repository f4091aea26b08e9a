// What this client does besides messages: groups, communities, presence, profile, privacy, calls.
import { event } from './lines.mjs';

/** Reports what the client itself makes of notifications. */
export function listen({ ev }) {
    const group = (jid, action, { author, text = null, users = [] }) => event('group', { group: jid, action, actor: author, text, users });
    ev.on('groups.upsert', (groups) => groups.forEach(({ id, subject, author }) => group(id, 'create', { author, text: subject })));
    ev.on('groups.update', (updates) => {
        for (const { id, author, authorPn, authorUsername, ...changed } of updates) {
            Object.entries(changed).forEach(([action, value]) => group(id, action, { author, text: String(value) }));
        }
    });
    ev.on('group-participants.update', ({ id, author, action, participants }) =>
        group(id, action, { author, users: participants.map((participant) => participant.id) }),
    );
    ev.on('presence.update', ({ id, presences }) => {
        for (const [user, { lastKnownPresence, lastSeen }] of Object.entries(presences)) {
            event('presence', { chat: id, user, state: lastKnownPresence, lastSeen });
        }
    });
    ev.on('blocklist.update', ({ blocklist, type }) => event('blocklist', { users: blocklist, blocked: type === 'add' }));
    ev.on('contacts.update', (contacts) => {
        for (const { id, imgUrl, status } of contacts) {
            if (imgUrl !== undefined) {
                event('picture', { of: id, there: imgUrl === 'changed' });
            }
            if (status !== undefined) {
                event('about', { of: id, text: status });
            }
        }
    });
    ev.on('call', (calls) => {
        for (const { id, from, status, isVideo, callerPn } of calls) {
            event('call', { call: id, from, status, video: Boolean(isVideo), callerPn });
        }
    });
}

const settings = {
    announcement: ['announcement', 'not_announcement'],
    locked: ['locked', 'unlocked'],
};

const described = ({ id, subject, desc, announce, restrict, joinApprovalMode, linkedParent, isCommunity, participants }) => ({
    group: id,
    subject,
    description: desc ?? null,
    announcement: announce,
    locked: restrict,
    approval: joinApprovalMode,
    community: linkedParent ?? null,
    isCommunity,
    members: Object.fromEntries(participants.map(({ id: jid, admin }) => [jid, admin ?? 'member'])),
});

const privacyCalls = {
    last: 'updateLastSeenPrivacy',
    online: 'updateOnlinePrivacy',
    profile: 'updateProfilePicturePrivacy',
    status: 'updateStatusPrivacy',
    readreceipts: 'updateReadReceiptsPrivacy',
    groupadd: 'updateGroupsAddPrivacy',
    calladd: 'updateCallPrivacy',
};

/** The commands; the socket is asked for each time, as it changes with the connection. */
export const accountVerbs = (socket) => ({
    groupInfo: async ({ group }) => described(await socket().groupMetadata(group)),
    changeMembers: async ({ group, change, members }) => ({
        changed: (await socket().groupParticipantsUpdate(group, members, change)).map(({ jid, status }) => ({ jid, status })),
    }),
    setSubject: ({ group, subject }) => socket().groupUpdateSubject(group, subject),
    setDescription: ({ group, description }) => socket().groupUpdateDescription(group, description),
    setSetting: ({ group, setting, on }) =>
        setting === 'approval'
            ? socket().groupJoinApprovalMode(group, on ? 'on' : 'off')
            : socket().groupSettingUpdate(group, settings[setting][on ? 0 : 1]),
    leaveGroup: ({ group }) => socket().groupLeave(group),
    inviteCode: async ({ group }) => ({ code: await socket().groupInviteCode(group) }),
    resetInvite: async ({ group }) => ({ code: await socket().groupRevokeInvite(group) }),
    join: async ({ code }) => ({ group: await socket().groupAcceptInvite(code) }),
    joinRequests: async ({ group }) => ({ users: (await socket().groupRequestParticipantsList(group)).map(({ jid }) => jid) }),
    answerRequests: async ({ group, members, action }) => ({
        changed: await socket().groupRequestParticipantsUpdate(group, members, action),
    }),
    createCommunity: async ({ subject, description }) => ({ group: (await socket().communityCreate(subject, description))?.id }),
    linkGroup: ({ group, community }) => socket().communityLinkGroup(group, community),
    unlinkGroup: ({ group, community }) => socket().communityUnlinkGroup(group, community),
    linkedGroups: async ({ community }) => ({
        groups: (await socket().communityFetchLinkedGroups(community)).linkedGroups.map(({ id }) => id),
    }),
    // The name others see comes with the first message of the account otherwise; presence needs it.
    available: async ({ there, name }) => {
        socket().authState.creds.me.name ??= name;
        await socket().sendPresenceUpdate(there ? 'available' : 'unavailable');
    },
    subscribe: ({ user }) => socket().presenceSubscribe(user),
    show: ({ chat, state }) => socket().sendPresenceUpdate(state, chat),
    block: ({ user, on }) => socket().updateBlockStatus(user, on ? 'block' : 'unblock'),
    blocked: async () => ({ users: await socket().fetchBlocklist() }),
    // The client's own call scales the picture with a library of the application's choice, and then asks this.
    setPicture: async ({ base64 }) => {
        await socket().query({
            tag: 'iq',
            attrs: { to: '@s.whatsapp.net', type: 'set', xmlns: 'w:profile:picture' },
            content: [{ tag: 'picture', attrs: { type: 'image' }, content: Buffer.from(base64, 'base64') }],
        });
    },
    removePicture: () => socket().removeProfilePicture(socket().user.id),
    picture: async ({ user }) => ({ url: (await socket().profilePictureUrl(user, 'image')) ?? null }),
    setAbout: ({ text }) => socket().updateProfileStatus(text),
    about: async ({ user }) => ({ text: (await socket().fetchStatus(user))[0]?.status?.status ?? null }),
    privacy: async () => ({ settings: await socket().fetchPrivacySettings(true) }),
    setPrivacy: ({ name, value }) => socket()[privacyCalls[name]](value),
    rejectCall: ({ call, from }) => socket().rejectCall(call, from),
});

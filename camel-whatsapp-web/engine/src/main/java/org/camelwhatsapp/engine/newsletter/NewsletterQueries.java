package org.camelwhatsapp.engine.newsletter;

import org.camelwhatsapp.engine.mex.MexQuery;

/** The stored queries about newsletters. Source: docs/protocol.md, "Newsletters". */
final class NewsletterQueries {
    static final MexQuery CREATE = new MexQuery("25149874324715067", "xwa2_newsletter_create");
    static final MexQuery UPDATE = new MexQuery("24250201037901610", "xwa2_newsletter_update");
    static final MexQuery DELETE = new MexQuery("30062808666639665", "xwa2_newsletter_delete_v2");
    static final MexQuery INFO = new MexQuery("27456920720571478", "xwa2_newsletter");
    static final MexQuery FOLLOWED = new MexQuery("25399611239711790", "xwa2_newsletter_subscribed");
    static final MexQuery FOLLOW = new MexQuery("24404358912487870", "xwa2_newsletter_join_v2");
    static final MexQuery UNFOLLOW = new MexQuery("9767147403369991", "xwa2_newsletter_leave_v2");
    static final MexQuery USER_SETTING = new MexQuery("31938993655691868", "xwa2_newsletter_update_user_setting");
    static final MexQuery SEARCH = new MexQuery("26301059626252132", "xwa2_newsletters_directory_search");
    static final MexQuery DIRECTORY = new MexQuery("26125047313831973", "xwa2_newsletters_directory_list");
    static final MexQuery RECOMMENDED = new MexQuery("25806748772361516", "xwa2_newsletters_recommended");
    static final MexQuery SIMILAR = new MexQuery("26217043484590756", "xwa2_newsletters_similar");
    static final MexQuery REACTORS = new MexQuery("29575462448733991", "xwa2_newsletters_reaction_sender_list");
    static final MexQuery VOTERS = new MexQuery("9407762219322536", "voter_list");
    static final MexQuery PIN = new MexQuery("27165709459706559", "xwa2_newsletter_pin_messages");
    static final MexQuery UNPIN = new MexQuery("28007176042216937", "xwa2_newsletter_unpin_messages");
    static final MexQuery FOLLOWERS = new MexQuery("27472091235714801", "xwa2_newsletter_followers");
    static final MexQuery ADMIN_INFO = new MexQuery("26278439461859188", "xwa2_newsletter_admin");
    static final MexQuery CAPABILITIES = new MexQuery("9801384413216421", "xwa2_newsletter_admin");
    static final MexQuery PENDING_INVITES = new MexQuery("9783111038412085", "xwa2_newsletter_admin");
    static final MexQuery INVITE_ADMIN = new MexQuery("9387141988078609", "xwa2_newsletter_admin_invite_create");
    static final MexQuery ACCEPT_INVITE = new MexQuery("9580828702035549", "xwa2_newsletter_admin_invite_accept");
    static final MexQuery REVOKE_INVITE = new MexQuery("9656078347839416", "xwa2_newsletter_admin_invite_revoke");
    static final MexQuery DEMOTE = new MexQuery("9880997548630971", "xwa2_newsletter_admin_demote");
    static final MexQuery CHANGE_OWNER = new MexQuery("9546742745432473", "xwa2_newsletter_change_owner");

    private NewsletterQueries() {}
}

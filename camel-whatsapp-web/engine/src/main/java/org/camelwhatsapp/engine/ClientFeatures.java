package org.camelwhatsapp.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.camelwhatsapp.engine.address.AddressSources;
import org.camelwhatsapp.engine.appstate.AppStateFeature;
import org.camelwhatsapp.engine.appstate.AppStateKeys;
import org.camelwhatsapp.engine.business.BotFeature;
import org.camelwhatsapp.engine.business.BusinessFeature;
import org.camelwhatsapp.engine.business.CatalogFeature;
import org.camelwhatsapp.engine.business.ChatLinkFeature;
import org.camelwhatsapp.engine.business.OrderFeature;
import org.camelwhatsapp.engine.call.CallFeature;
import org.camelwhatsapp.engine.chat.ChatFeature;
import org.camelwhatsapp.engine.chat.MessageMarks;
import org.camelwhatsapp.engine.community.CommunityFeature;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.contact.DeviceDirectory;
import org.camelwhatsapp.engine.contact.PictureFeature;
import org.camelwhatsapp.engine.contact.UserFeature;
import org.camelwhatsapp.engine.contactbook.ContactBookFeature;
import org.camelwhatsapp.engine.group.GroupFeature;
import org.camelwhatsapp.engine.group.GroupInviteFeature;
import org.camelwhatsapp.engine.group.GroupRequestFeature;
import org.camelwhatsapp.engine.group.GroupSettingsFeature;
import org.camelwhatsapp.engine.history.HistoryFeature;
import org.camelwhatsapp.engine.history.HistoryLimits;
import org.camelwhatsapp.engine.history.HistoryParts;
import org.camelwhatsapp.engine.label.LabelFeature;
import org.camelwhatsapp.engine.label.QuickReplyFeature;
import org.camelwhatsapp.engine.media.MediaFeature;
import org.camelwhatsapp.engine.media.MediaHttp;
import org.camelwhatsapp.engine.message.AlbumFeature;
import org.camelwhatsapp.engine.message.Attachments;
import org.camelwhatsapp.engine.message.MessageSources;
import org.camelwhatsapp.engine.message.Messages;
import org.camelwhatsapp.engine.message.Traffic;
import org.camelwhatsapp.engine.message.archive.ArchiveFeature;
import org.camelwhatsapp.engine.message.archive.ArchiveRecorder;
import org.camelwhatsapp.engine.newsletter.NewsletterAdminFeature;
import org.camelwhatsapp.engine.newsletter.NewsletterAudienceFeature;
import org.camelwhatsapp.engine.newsletter.NewsletterDirectoryFeature;
import org.camelwhatsapp.engine.newsletter.NewsletterFeature;
import org.camelwhatsapp.engine.newsletter.NewsletterPostFeature;
import org.camelwhatsapp.engine.pacing.PacingFeature;
import org.camelwhatsapp.engine.pairing.PairingFeature;
import org.camelwhatsapp.engine.prekey.PreKeyFeature;
import org.camelwhatsapp.engine.presence.PresenceFeature;
import org.camelwhatsapp.engine.privacy.BlocklistFeature;
import org.camelwhatsapp.engine.privacy.PrivacyFeature;
import org.camelwhatsapp.engine.privacy.PrivacyListFeature;
import org.camelwhatsapp.engine.privacy.PrivacyTokens;
import org.camelwhatsapp.engine.privacy.ReadReceiptSetting;
import org.camelwhatsapp.engine.privacy.StrangerMark;
import org.camelwhatsapp.engine.restriction.RestrictionFeature;
import org.camelwhatsapp.engine.session.DefaultSession;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.setting.SettingFeature;
import org.camelwhatsapp.engine.status.StatusAudience;
import org.camelwhatsapp.engine.status.StatusFeature;
import org.camelwhatsapp.engine.status.StatusMuteFeature;
import org.camelwhatsapp.engine.status.StatusPrivacyFeature;
import org.camelwhatsapp.engine.sticker.StickerPackFeature;
import org.camelwhatsapp.proto.Message.ProtocolMessage;

/**
 * The features of one session, made in the order of what they need. A new feature is a package and one line here; callers
 * reach it by its type through {@link WhatsAppClient#with}.
 */
final class ClientFeatures {
    private final Map<Class<?>, Feature> byType = new LinkedHashMap<>();
    private final DefaultSession session;
    private final Messages messages;

    ClientFeatures(DefaultSession session, MediaHttp mediaHttp, WhatsAppClientOptions options) {
        this.session = session;
        PreKeyFeature preKeys = add(new PreKeyFeature(session));
        add(new PairingFeature(session));
        AddressBook addresses = new AddressBook(session);
        DeviceDirectory devices = add(new DeviceDirectory(session, addresses));
        PrivacyTokens tokens = add(new PrivacyTokens(session, addresses));
        GroupFeature groups = add(new GroupFeature(session, addresses, tokens));
        add(new GroupSettingsFeature(session, groups));
        add(new GroupInviteFeature(session, groups));
        add(new GroupRequestFeature(session, groups));
        add(new CommunityFeature(session, groups));
        UserFeature users = add(new UserFeature(session, addresses, tokens));
        add(new PictureFeature(session, tokens));
        add(new PresenceFeature(session, tokens));
        add(new CallFeature(session));
        PrivacyFeature privacy = add(new PrivacyFeature(session));
        ReadReceiptSetting readReceipts = add(new ReadReceiptSetting(session, privacy));
        add(new BlocklistFeature(session, users));
        add(new PrivacyListFeature(session, users));
        MediaFeature media = add(new MediaFeature(session, mediaHttp, options.media()));
        add(new CatalogFeature(session, media));
        add(new OrderFeature(session));
        add(new ChatLinkFeature(session));
        add(new BotFeature(session));
        add(new StickerPackFeature(session, media));
        ArchiveRecorder archive = new ArchiveRecorder(session, addresses, options.archive());
        add(new ArchiveFeature(session, addresses, archive));
        add(new BusinessFeature(session, media, archive.businesses()));
        PacingFeature pacing = add(new PacingFeature(session, addresses, options.pacing()));
        StatusAudience audience = new StatusAudience(session, addresses);
        MessageSources sources = new MessageSources(addresses, devices, groups, audience, tokens);
        messages = new Messages(session, preKeys, sources, new Traffic(archive, pacing, options.resend()));
        messages.setInteractiveMode(options.interactive());
        messages.askBeforeReading(readReceipts);
        messages.features().forEach(this::add);
        AddressSources sharedAddresses = add(new AddressSources(session, addresses));
        messages.protocolMessages().on(ProtocolMessage.Type.LID_MIGRATION_MAPPING_SYNC, sharedAddresses::shared);
        AppStateKeys keys = add(new AppStateKeys(session, messages.protocolMessages(), messages.peers()));
        AppStateFeature appState = add(new AppStateFeature(session, addresses, keys, messages.peers(), media));
        StrangerMark mark = add(new StrangerMark(appState, tokens));
        add(new ChatFeature(session, appState, archive));
        add(new MessageMarks(session, appState, archive));
        add(new ContactBookFeature(appState, users, addresses, archive));
        add(new LabelFeature(appState));
        add(new QuickReplyFeature(appState));
        add(new SettingFeature(session, appState));
        add(new StatusPrivacyFeature(appState, audience));
        add(new StatusMuteFeature(appState, audience));
        RestrictionFeature restrictions = add(new RestrictionFeature(session));
        messages.listen(restrictions::onRefused);
        messages.listen(pacing::onRefused);
        restrictions.listen(pacing::onRestriction);
        add(new NewsletterFeature(session));
        add(new NewsletterAdminFeature(session));
        add(new NewsletterPostFeature(session));
        add(new NewsletterDirectoryFeature(session));
        add(new NewsletterAudienceFeature(session));
        Attachments attachments = new Attachments(media, pacing);
        add(new AlbumFeature(messages, attachments));
        add(new StatusFeature(messages, attachments, audience));
        HistoryParts history = new HistoryParts(
                messages,
                media,
                addresses,
                archive,
                new HistoryParts.Trust(tokens, mark),
                HistoryLimits.DEFAULT,
                options.media().temporaryDirectory());
        add(new HistoryFeature(session, history));
    }

    private <F extends Feature> F add(F feature) {
        session.add(feature);
        byType.put(feature.getClass(), feature);
        return feature;
    }

    /** @throws IllegalArgumentException if the session has no such feature */
    <F extends Feature> F get(Class<F> type) {
        Feature feature = byType.get(type);
        if (feature == null) {
            throw new IllegalArgumentException("no feature " + type.getSimpleName());
        }
        return type.cast(feature);
    }

    Messages messages() {
        return messages;
    }
}

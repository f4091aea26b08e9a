package org.camelwhatsapp.engine;

import org.camelwhatsapp.engine.media.MediaOptions;
import org.camelwhatsapp.engine.message.InteractiveMode;
import org.camelwhatsapp.engine.message.ResendOptions;
import org.camelwhatsapp.engine.message.archive.ArchiveMode;
import org.camelwhatsapp.engine.pacing.PacingOptions;
import org.camelwhatsapp.engine.session.ClientIdentity;
import org.camelwhatsapp.engine.session.SessionOptions;
import org.camelwhatsapp.engine.socket.SocketOptions;

/**
 * How one client is set up.
 *
 * @param session the name under which it is stored, 1 to 128 characters
 * @param socket where to connect and whom to believe
 * @param options behaviour: identity, reconnect, keep-alive, time-outs
 * @param media limits of uploads and downloads
 * @param interactive what becomes of buttons and lists that are to be sent
 * @param archive whether chats, messages and names are kept so that they can be asked for, and whether they stay when they
 *     are deleted on another device
 * @param pacing how fast messages leave
 * @param resend whether messages that the server could not take go out again by themselves
 */
public record WhatsAppClientOptions(
        String session,
        SocketOptions socket,
        SessionOptions options,
        MediaOptions media,
        InteractiveMode interactive,
        ArchiveMode archive,
        PacingOptions pacing,
        ResendOptions resend) {
    public WhatsAppClientOptions {
        if (session.isBlank() || session.length() > 128) {
            throw new IllegalArgumentException("a session name has 1 to 128 characters");
        }
    }

    /** A client of the real service with the default settings. */
    public static WhatsAppClientOptions of(String session) {
        return new WhatsAppClientOptions(
                session,
                SocketOptions.production(),
                SessionOptions.defaults(ClientIdentity.named("camel-whatsapp-web")),
                MediaOptions.DEFAULT,
                InteractiveMode.REFUSE,
                ArchiveMode.FOLLOW,
                PacingOptions.OFF,
                ResendOptions.OFF);
    }

    public WhatsAppClientOptions withSocket(SocketOptions other) {
        return new WhatsAppClientOptions(session, other, options, media, interactive, archive, pacing, resend);
    }

    public WhatsAppClientOptions withOptions(SessionOptions other) {
        return new WhatsAppClientOptions(session, socket, other, media, interactive, archive, pacing, resend);
    }

    public WhatsAppClientOptions withMedia(MediaOptions other) {
        return new WhatsAppClientOptions(session, socket, options, other, interactive, archive, pacing, resend);
    }

    public WhatsAppClientOptions withInteractive(InteractiveMode other) {
        return new WhatsAppClientOptions(session, socket, options, media, other, archive, pacing, resend);
    }

    /** Whether chats, messages and names are kept so that they can be asked for; {@link ArchiveMode#FOLLOW} if so. */
    public WhatsAppClientOptions withArchive(boolean kept) {
        return withArchive(kept ? ArchiveMode.FOLLOW : ArchiveMode.OFF);
    }

    /** Whether chats, messages and names are kept, and whether they stay when they are deleted on another device. */
    public WhatsAppClientOptions withArchive(ArchiveMode other) {
        return new WhatsAppClientOptions(session, socket, options, media, interactive, other, pacing, resend);
    }

    /** How fast messages leave; {@link PacingOptions#OFF} unless asked for. */
    public WhatsAppClientOptions withPacing(PacingOptions other) {
        return new WhatsAppClientOptions(session, socket, options, media, interactive, archive, other, resend);
    }

    /** Whether messages that the server could not take go out again; {@link ResendOptions#OFF} unless asked for. */
    public WhatsAppClientOptions withResend(ResendOptions other) {
        return new WhatsAppClientOptions(session, socket, options, media, interactive, archive, pacing, other);
    }
}

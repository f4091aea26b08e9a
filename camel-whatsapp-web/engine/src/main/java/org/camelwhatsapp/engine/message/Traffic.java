package org.camelwhatsapp.engine.message;

import org.camelwhatsapp.engine.message.archive.ArchiveRecorder;
import org.camelwhatsapp.engine.pacing.PacingFeature;

/**
 * Who watches the messages of a session.
 *
 * @param archive keeps them
 * @param pacing says when they leave
 * @param resend what becomes of those that the server could not take
 */
public record Traffic(ArchiveRecorder archive, PacingFeature pacing, ResendOptions resend) {}

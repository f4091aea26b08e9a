package org.camelwhatsapp.engine.event;

import org.camelwhatsapp.engine.newsletter.NewsletterMessage;

/**
 * A newsletter that one follows has a new post, or changed one or took it back. It is not journalled here: the server
 * keeps it until the listeners are done with it, and they get it again if they fail.
 *
 * @param message the post
 * @param status whether it is a status of the newsletter, which vanishes after a day
 * @param offline whether it waited on the server
 * @param redelivered whether a listener has seen it before
 */
public record NewsletterMessageReceived(NewsletterMessage message, boolean status, boolean offline, boolean redelivered)
        implements Event {}

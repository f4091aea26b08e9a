package org.camelwhatsapp.component;

import org.apache.camel.spi.Metadata;

/** The headers of the component. Nothing a stranger writes is ever put into a header that is not listed here. */
public final class WhatsAppWebConstants {
    @Metadata(
            label = "producer",
            description = "The operation to perform, in place of the endpoint's.",
            javaType = "String")
    public static final String OPERATION = "CamelWhatsAppWebOperation";

    @Metadata(description = "The conversation: a phone number, a JID, a group, or self.", javaType = "String")
    public static final String CHAT = "CamelWhatsAppWebChat";

    @Metadata(
            description = "The id of the message. A producer may set its own, so that a repeated send leaves once.",
            javaType = "String")
    public static final String MESSAGE_ID = "CamelWhatsAppWebMessageId";

    @Metadata(label = "producer", description = "The id of the message that is answered.", javaType = "String")
    public static final String QUOTED_ID = "CamelWhatsAppWebQuotedId";

    @Metadata(label = "producer", description = "The author of the message that is answered.", javaType = "String")
    public static final String QUOTED_SENDER = "CamelWhatsAppWebQuotedSender";

    @Metadata(
            label = "producer",
            description = "Whether the message that is answered is one's own.",
            javaType = "Boolean")
    public static final String QUOTED_FROM_ME = "CamelWhatsAppWebQuotedFromMe";

    @Metadata(
            label = "producer",
            description = "The id of the message that is edited, revoked, reacted to, ...",
            javaType = "String")
    public static final String TARGET_ID = "CamelWhatsAppWebTargetId";

    @Metadata(label = "producer", description = "The author of that message; needed in groups.", javaType = "String")
    public static final String TARGET_SENDER = "CamelWhatsAppWebTargetSender";

    @Metadata(label = "producer", description = "Whether that message is one's own.", javaType = "Boolean")
    public static final String TARGET_FROM_ME = "CamelWhatsAppWebTargetFromMe";

    @Metadata(
            label = "consumer",
            description = "The name of the event: message, receipt, connection, qr, ...",
            javaType = "String")
    public static final String EVENT = "CamelWhatsAppWebEvent";

    @Metadata(label = "consumer", description = "The session on which it happened.", javaType = "String")
    public static final String SESSION = "CamelWhatsAppWebSession";

    @Metadata(
            label = "consumer",
            description = "When a pairing code is void, in milliseconds since 1970.",
            javaType = "Long")
    public static final String VALID_UNTIL = "CamelWhatsAppWebValidUntil";

    @Metadata(label = "consumer", description = "The device that sent the message.", javaType = "String")
    public static final String SENDER = "CamelWhatsAppWebSender";

    @Metadata(
            label = "consumer",
            description = "The sender's phone number in digits, when it is known.",
            javaType = "String")
    public static final String SENDER_PHONE = "CamelWhatsAppWebSenderPhone";

    @Metadata(label = "consumer", description = "The name the sender gave itself.", javaType = "String")
    public static final String PUSH_NAME = "CamelWhatsAppWebPushName";

    @Metadata(description = "The server's time of the message, in milliseconds since 1970.", javaType = "Long")
    public static final String TIMESTAMP = "CamelWhatsAppWebTimestamp";

    @Metadata(
            label = "consumer",
            description = "Whether one of the account's own devices sent the message.",
            javaType = "Boolean")
    public static final String FROM_ME = "CamelWhatsAppWebFromMe";

    @Metadata(
            label = "consumer",
            description = "Whether the route may have seen the message before.",
            javaType = "Boolean")
    public static final String REDELIVERED = "CamelWhatsAppWebRedelivered";

    @Metadata(
            label = "consumer",
            description = "Whether the message waited on the server while we were away.",
            javaType = "Boolean")
    public static final String OFFLINE = "CamelWhatsAppWebOffline";

    @Metadata(
            label = "producer",
            description = "The name that is shown for a document; that of the file unless given.",
            javaType = "String")
    public static final String FILE_NAME = "CamelWhatsAppWebFileName";

    @Metadata(
            label = "producer",
            description = "The type of the file that is sent, such as image/png; guessed from its name unless given.",
            javaType = "String")
    public static final String MIME_TYPE = "CamelWhatsAppWebMimeType";

    @Metadata(label = "producer", description = "The text below a picture, video or document.", javaType = "String")
    public static final String CAPTION = "CamelWhatsAppWebCaption";

    private WhatsAppWebConstants() {}
}

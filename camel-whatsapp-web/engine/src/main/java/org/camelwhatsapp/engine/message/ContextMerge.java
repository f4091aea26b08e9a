package org.camelwhatsapp.engine.message;

import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.Map;
import org.camelwhatsapp.proto.ContextInfo;
import org.camelwhatsapp.proto.Message;

/** Puts a quote and mentions into whatever kind of message has room for them; the others stay as they are. */
final class ContextMerge {
    private ContextMerge() {}

    static Message into(Message message, ContextInfo context) {
        if (message.hasDocumentWithCaptionMessage()) {
            Message inner = message.getDocumentWithCaptionMessage().getMessage();
            return message.toBuilder()
                    .setDocumentWithCaptionMessage(
                            Message.FutureProofMessage.newBuilder().setMessage(into(inner, context)))
                    .build();
        }
        if (message.hasViewOnceMessage()) {
            Message inner = message.getViewOnceMessage().getMessage();
            return message.toBuilder()
                    .setViewOnceMessage(Message.FutureProofMessage.newBuilder().setMessage(into(inner, context)))
                    .build();
        }
        if (message.hasViewOnceMessageV2()) {
            Message inner = message.getViewOnceMessageV2().getMessage();
            return message.toBuilder()
                    .setViewOnceMessageV2(
                            Message.FutureProofMessage.newBuilder().setMessage(into(inner, context)))
                    .build();
        }
        for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
            if (entry.getValue() instanceof com.google.protobuf.Message part) {
                FieldDescriptor place = part.getDescriptorForType().findFieldByName("contextInfo");
                if (place != null) {
                    return message.toBuilder()
                            .setField(
                                    entry.getKey(),
                                    part.toBuilder().setField(place, context).build())
                            .build();
                }
            }
        }
        return message;
    }
}

package org.camelwhatsapp.engine.history;

import org.camelwhatsapp.proto.CallLogRecord;
import org.camelwhatsapp.proto.Conversation;
import org.camelwhatsapp.proto.HistorySync;
import org.camelwhatsapp.proto.InlineContact;
import org.camelwhatsapp.proto.PastParticipants;
import org.camelwhatsapp.proto.PhoneNumberToLIDMapping;
import org.camelwhatsapp.proto.Pushname;
import org.camelwhatsapp.proto.WebMessageInfo;

/** One thing that the history says. None of them prints what is in it. */
public sealed interface HistoryItem {
    /**
     * A message of a chat.
     *
     * @param chat the chat's address as written, empty when it was not said before the message
     */
    record ChatMessage(String chat, WebMessageInfo message) implements HistoryItem {
        @Override
        public String toString() {
            return "ChatMessage";
        }
    }

    /** A chat, after its messages. */
    record Chat(Conversation conversation) implements HistoryItem {
        @Override
        public String toString() {
            return "Chat";
        }
    }

    /** A status post. */
    record StatusPost(WebMessageInfo message) implements HistoryItem {
        @Override
        public String toString() {
            return "StatusPost";
        }
    }

    /** What somebody calls itself. */
    record PushName(Pushname name) implements HistoryItem {
        @Override
        public String toString() {
            return "PushName";
        }
    }

    /** Who left a group. */
    record PastMembers(PastParticipants participants) implements HistoryItem {
        @Override
        public String toString() {
            return "PastMembers";
        }
    }

    /** A call. */
    record Call(CallLogRecord call) implements HistoryItem {
        @Override
        public String toString() {
            return "Call";
        }
    }

    /** That a number and a LID are the same user. */
    record Mapping(PhoneNumberToLIDMapping mapping) implements HistoryItem {
        @Override
        public String toString() {
            return "Mapping";
        }
    }

    /** Somebody in the address book. */
    record Contact(InlineContact contact) implements HistoryItem {
        @Override
        public String toString() {
            return "Contact";
        }
    }

    /** Everything else, at the end. */
    record Remainder(HistorySync fields) implements HistoryItem {
        @Override
        public String toString() {
            return "Remainder";
        }
    }
}

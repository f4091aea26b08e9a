package org.camelwhatsapp.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.camelwhatsapp.proto.Conversation;
import org.camelwhatsapp.proto.HistorySync;
import org.camelwhatsapp.proto.HistorySyncMsg;
import org.camelwhatsapp.proto.Pushname;
import org.camelwhatsapp.proto.WebMessageInfo;

class HistoryReaderPropertiesTest {
    @Provide
    Arbitrary<HistorySync> histories() {
        Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(300);
        Arbitrary<WebMessageInfo> messages =
                Combinators.combine(texts, texts).as((id, text) -> Blobs.text("a@lid", id, text.isEmpty(), text));
        Arbitrary<Conversation> chats = Combinators.combine(
                        texts, messages.list().ofMaxSize(20), texts)
                .as((id, some, name) -> {
                    Conversation.Builder chat =
                            Conversation.newBuilder().setId(id).setName(name);
                    some.forEach(message ->
                            chat.addMessages(HistorySyncMsg.newBuilder().setMessage(message)));
                    return chat.build();
                });
        Arbitrary<Pushname> names = Combinators.combine(texts, texts)
                .as((id, name) ->
                        Pushname.newBuilder().setId(id).setPushname(name).build());
        return Combinators.combine(chats.list().ofMaxSize(8), names.list().ofMaxSize(8), texts)
                .as((some, called, nonce) -> HistorySync.newBuilder()
                        .addAllConversations(some)
                        .addAllPushnames(called)
                        .setCompanionMetaNonce(nonce)
                        .build());
    }

    @Property(tries = 200)
    void theItemsTogetherAreTheWhole(@ForAll("histories") HistorySync history) {
        List<HistoryItem> items = Blobs.read(Blobs.deflate(history.toByteArray()), HistoryLimits.DEFAULT, true);

        assertThat(Blobs.join(items)).isEqualTo(history);
    }

    @Property(tries = 300)
    void aChangedByteIsReadOrRefused(
            @ForAll("histories") HistorySync history, @ForAll @IntRange(max = 100_000) int place, @ForAll byte value) {
        byte[] plain = history.toByteArray();
        if (plain.length > 0) {
            plain[place % plain.length] = value;
        }
        try {
            assertThat(Blobs.read(Blobs.deflate(plain), HistoryLimits.DEFAULT, true))
                    .isNotEmpty();
        } catch (HistoryException refused) {
            assertThat(refused.code()).startsWith("history-");
        }
    }
}

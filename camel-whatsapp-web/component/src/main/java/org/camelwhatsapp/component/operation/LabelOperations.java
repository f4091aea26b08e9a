package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.camelwhatsapp.engine.label.Label;
import org.camelwhatsapp.engine.label.LabelFeature;
import org.camelwhatsapp.engine.label.QuickReply;
import org.camelwhatsapp.engine.label.QuickReplyFeature;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/** Labels and quick replies of a business account. */
final class LabelOperations implements OperationGroup {
    private static final String[] FAILURES = {"app-state-missing-key", "server-409"};

    record Save(
            @Nullable @JsonPropertyDescription("The label to change; a new one is made unless given.")
            String labelId,

            @JsonPropertyDescription("What people see.") String name,

            @Nullable @JsonPropertyDescription("A colour, 0 to 19; 0 unless given.")
            Integer color) {}

    record LabelId(@JsonPropertyDescription("The label.") String labelId) {}

    record Assign(
            @JsonPropertyDescription("The label.") String labelId,

            @JsonPropertyDescription("The conversation.") Jid chat,

            @Nullable @JsonPropertyDescription("The message; the chat itself unless given.")
            String targetId,

            @JsonPropertyDescription("Whether it is there.") boolean assigned) {}

    record Reply(
            @JsonPropertyDescription("An id of one's own.") String replyId,

            @JsonPropertyDescription("What one types for it.")
            String shortcut,

            @JsonPropertyDescription("What it says.") String text,

            @Nullable @JsonPropertyDescription("Words by which it is found.")
            List<String> keywords) {}

    record ReplyId(
            @JsonPropertyDescription("The quick reply.") String replyId) {}

    @Override
    public List<Operation<?>> operations() {
        return List.of(
                Operation.named("label.list", NoFields.class)
                        .describedAs("Tells all labels.")
                        .answersListOf(Label.class)
                        .performs((client, q) -> client.with(LabelFeature.class, LabelFeature::list)),
                Operation.named("label.save", Save.class)
                        .describedAs("Makes a label, or changes one. The answer is the label with its id.")
                        .answers(Label.class)
                        .fails(FAILURES)
                        .serves("DG-128")
                        .performs((client, q) -> client.with(
                                LabelFeature.class,
                                labels -> labels.save(q.labelId(), q.name(), q.color() == null ? 0 : q.color()))),
                Operation.named("label.delete", LabelId.class)
                        .describedAs("Deletes a label.")
                        .body("labelId")
                        .fails(FAILURES)
                        .serves("DG-128")
                        .performs((client, q) -> client.with(LabelFeature.class, labels -> labels.delete(q.labelId()))),
                Operation.named("label.assign", Assign.class)
                        .describedAs("Puts a label on a chat or a message, or takes it away.")
                        .fails(FAILURES)
                        .serves("DG-129", "DG-130")
                        .performs((client, q) -> client.with(LabelFeature.class, labels -> {
                            String message = q.targetId();
                            return message == null
                                    ? labels.assign(q.labelId(), q.chat(), q.assigned())
                                    : labels.assign(q.labelId(), q.chat(), message, q.assigned());
                        })),
                Operation.named("label.quickReplies", NoFields.class)
                        .describedAs("Tells all quick replies.")
                        .answersListOf(QuickReply.class)
                        .performs((client, q) -> client.with(QuickReplyFeature.class, QuickReplyFeature::list)),
                Operation.named("label.saveQuickReply", Reply.class)
                        .describedAs("Makes a quick reply, or changes the one with this id.")
                        .fails(FAILURES)
                        .performs((client, q) -> {
                            List<String> keywords = q.keywords() == null ? List.of() : q.keywords();
                            QuickReply reply = new QuickReply(q.replyId(), q.shortcut(), q.text(), keywords);
                            return client.with(QuickReplyFeature.class, replies -> replies.save(reply));
                        }),
                Operation.named("label.deleteQuickReply", ReplyId.class)
                        .describedAs("Deletes a quick reply.")
                        .body("replyId")
                        .fails(FAILURES)
                        .performs((client, q) ->
                                client.with(QuickReplyFeature.class, replies -> replies.delete(q.replyId()))));
    }
}

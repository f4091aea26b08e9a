package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.function.Function;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.engine.message.content.Button;
import org.camelwhatsapp.engine.message.content.ButtonsContent;
import org.camelwhatsapp.engine.message.content.CarouselContent;
import org.camelwhatsapp.engine.message.content.ListContent;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.Panel;
import org.camelwhatsapp.engine.message.content.PixContent;
import org.camelwhatsapp.engine.message.content.SelectionContent;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/** Buttons, lists, carousels and payments, and answers to them. */
final class InteractiveOperations implements OperationGroup {
    private static final String UNOFFICIAL =
            " The session's option interactive must be SEND or TEXT; what clients show: docs/interactive.md.";

    /** What stands above the choices. */
    record Above(
            @Nullable @JsonPropertyDescription("The text.") String text,

            @Nullable @JsonPropertyDescription("A line above the text.")
            String title,

            @Nullable @JsonPropertyDescription("A small line below the text.")
            String footer,

            @Nullable @JsonPropertyDescription("An object of kind image, video, document, location or product, on top.")
            MessageContent header) {
        Panel panel() {
            return new Panel(header, title, null, text == null ? "" : text, footer);
        }
    }

    record Buttons(
            @JsonPropertyDescription("The conversation.") Jid chat,
            @Flat Above above,

            @JsonPropertyDescription("1 to 10 objects with type REPLY, URL, CALL or COPY, text, and value: the id,"
                    + " the link, the number or what is copied; or type OTHER with name, text and params.")
            List<Button> buttons,

            @JsonPropertyDescription("NATIVE_FLOW unless given; BUTTONS and TEMPLATE are old forms.")
            ButtonsContent.@Nullable Form form,

            @Flat Sending sending)
            implements Contents.Sent {}

    record Flow(
            @JsonPropertyDescription("The conversation.") Jid chat,
            @Flat Above above,

            @JsonPropertyDescription("1 to 10 objects with name and params.")
            List<FlowButton> buttons,

            @Nullable @JsonPropertyDescription("What goes with the whole message, the text of a JSON object.")
            String params,

            @Flat Sending sending)
            implements Contents.Sent {
        ButtonsContent content() {
            List<Button> all = buttons.stream()
                    .map(button -> Button.other(button.name(), "", button.params()))
                    .toList();
            return new ButtonsContent(ButtonsContent.Form.NATIVE_FLOW, above.panel(), all, params);
        }
    }

    /**
     * A button as the protocol has it.
     *
     * @param name such as {@code quick_reply} or {@code flow}
     * @param params the text of a JSON object
     */
    record FlowButton(String name, String params) {}

    record Choices(
            @JsonPropertyDescription("The conversation.") Jid chat,
            @Flat Above above,

            @JsonPropertyDescription("What is written on the button that opens the list.")
            String buttonText,

            @JsonPropertyDescription("1 to 10 objects with title and 1 to 10 rows, each with id, title, description.")
            List<ListContent.Section> sections,

            @JsonPropertyDescription("LIST unless given, or NATIVE_FLOW.")
            ListContent.@Nullable Form form,

            @Flat Sending sending)
            implements Contents.Sent {}

    record Carousel(
            @JsonPropertyDescription("The conversation.") Jid chat,

            @Nullable @JsonPropertyDescription("The text above the cards.")
            String text,

            @JsonPropertyDescription("1 to 10 objects with a panel (header, title, body, footer) and 1 to 3 buttons.")
            List<CarouselContent.Card> cards,

            @Flat Sending sending)
            implements Contents.Sent {}

    record Payment(
            @JsonPropertyDescription("The conversation.") Jid chat,
            @Flat Above above,

            @JsonPropertyDescription("Where the money goes.")
            String key,

            @JsonPropertyDescription("PHONE, EMAIL, CPF, CNPJ or EVP.")
            PixContent.KeyType keyType,

            @JsonPropertyDescription("Who gets it.") String merchantName,

            @JsonPropertyDescription("How much, in parts of the currency.")
            Long value,

            @Nullable @JsonPropertyDescription("How many parts are one; 100 unless given.")
            Integer offset,

            @Nullable @JsonPropertyDescription("Three letters; BRL unless given.")
            String currency,

            @Nullable @JsonPropertyDescription("A name of one's own for the payment.")
            String referenceId,

            @Nullable @JsonPropertyDescription("Objects with name, value and quantity.")
            List<PixContent.Item> items,

            @Flat Sending sending)
            implements Contents.Sent {
        PixContent content() {
            return new PixContent(
                    above.panel(),
                    new PixContent.Key(keyType, key),
                    merchantName,
                    new PixContent.Amount(currency == null ? "BRL" : currency, value, offset == null ? 100 : offset),
                    referenceId == null ? "" : referenceId,
                    items == null ? List.of() : items);
        }
    }

    record Selection(
            @JsonPropertyDescription("The conversation.") Jid chat,

            @JsonPropertyDescription("The id of the button or row.")
            String id,

            @JsonPropertyDescription("What is written on it.")
            String text,

            @JsonPropertyDescription("BUTTONS, LIST, TEMPLATE or NATIVE_FLOW, as the message that is answered.")
            SelectionContent.Form form,

            @Nullable @JsonPropertyDescription("The smaller line of a row.")
            String description,

            @Nullable @JsonPropertyDescription("The place of a template's button, from 0.")
            Integer index,

            @Nullable @JsonPropertyDescription("The place of the carousel's card, from 0.")
            Integer card,

            @Nullable @JsonPropertyDescription("The text of a JSON object, in place of one made of id and text.")
            String params,

            @Flat Sending sending)
            implements Contents.Sent {}

    private static <Q extends Record & Contents.Sent> Operation<Q> interactive(
            Operation.Builder<Q> builder, Function<Q, MessageContent> content) {
        return builder.answers(SendResult.class)
                .fails("interactive-off", "media-failed", "send-N", "send-refused", "invalid-content")
                .performs((client, q) ->
                        client.send(q.chat(), content.apply(q), q.sending().options(q.chat())));
    }

    @Override
    public List<Operation<?>> operations() {
        return List.of(
                interactive(
                        Operation.named("message.buttons", Buttons.class)
                                .describedAs("Sends a text with buttons. Answers come as messages of kind selection."
                                        + UNOFFICIAL)
                                .body("text")
                                .serves("DG-121"),
                        q -> new ButtonsContent(
                                q.form() == null ? ButtonsContent.Form.NATIVE_FLOW : q.form(),
                                q.above().panel(),
                                q.buttons(),
                                null)),
                interactive(
                        Operation.named("message.flow", Flow.class)
                                .describedAs("Sends a text with buttons of any name in the protocol." + UNOFFICIAL)
                                .body("text")
                                .serves("DG-122"),
                        Flow::content),
                interactive(
                        Operation.named("message.list", Choices.class)
                                .describedAs("Sends a list to choose from. Answers come as messages of kind selection."
                                        + UNOFFICIAL)
                                .body("text")
                                .serves("DG-118"),
                        q -> new ListContent(
                                q.form() == null ? ListContent.Form.LIST : q.form(),
                                q.above().panel(),
                                q.buttonText(),
                                q.sections())),
                interactive(
                        Operation.named("message.carousel", Carousel.class)
                                .describedAs("Sends cards side by side, each with buttons." + UNOFFICIAL)
                                .body("text")
                                .serves("DG-123"),
                        q -> new CarouselContent(q.text() == null ? "" : q.text(), q.cards())),
                interactive(
                        Operation.named("message.pix", Payment.class)
                                .describedAs("Asks for a payment by Pix." + UNOFFICIAL)
                                .body("text")
                                .serves("DG-121"),
                        Payment::content),
                Contents.operation(
                        Operation.named("message.select", Selection.class)
                                .describedAs("Answers a message with buttons or a list, which quotedId names.")
                                .body("text"),
                        q -> new SelectionContent(
                                q.form(), q.id(), q.text(), q.description(), q.index(), q.card(), q.params())));
    }
}

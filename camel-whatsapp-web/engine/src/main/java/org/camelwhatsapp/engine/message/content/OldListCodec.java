package org.camelwhatsapp.engine.message.content;

import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.proto.Message.ListMessage;

/** Lists in their old forms and back. Pure functions. Source: docs/protocol.md, "Interactive messages". */
final class OldListCodec {
    private OldListCodec() {}

    static ListContent read(ListMessage message) {
        boolean products = message.hasProductListInfo();
        List<ListContent.Section> sections = new ArrayList<>();
        for (ListMessage.Section section : message.getSectionsList()) {
            List<ListContent.Row> rows = new ArrayList<>();
            section.getRowsList()
                    .forEach(row -> rows.add(new ListContent.Row(
                            row.getRowId(), row.getTitle(), row.hasDescription() ? row.getDescription() : null)));
            sections.add(new ListContent.Section(section.getTitle(), rows));
        }
        for (ListMessage.ProductSection section : message.getProductListInfo().getProductSectionsList()) {
            List<ListContent.Row> rows = new ArrayList<>();
            section.getProductsList()
                    .forEach(product -> rows.add(new ListContent.Row(product.getProductId(), "", null)));
            sections.add(new ListContent.Section(section.getTitle(), rows));
        }
        Panel panel = new Panel(
                null,
                message.hasTitle() ? message.getTitle() : null,
                null,
                message.getDescription(),
                message.hasFooterText() ? message.getFooterText() : null);
        return new ListContent(
                products ? ListContent.Form.PRODUCTS : ListContent.Form.LIST, panel, message.getButtonText(), sections);
    }

    static ListMessage write(ListContent content) {
        Panel panel = content.panel();
        ListMessage.Builder message = ListMessage.newBuilder()
                .setDescription(panel.body())
                .setButtonText(content.buttonText())
                .setListType(ListMessage.ListType.SINGLE_SELECT);
        String title = panel.title();
        if (title != null) {
            message.setTitle(title);
        }
        String footer = panel.footer();
        if (footer != null) {
            message.setFooterText(footer);
        }
        for (ListContent.Section section : content.sections()) {
            ListMessage.Section.Builder built = message.addSectionsBuilder().setTitle(section.title());
            for (ListContent.Row row : section.rows()) {
                ListMessage.Row.Builder line =
                        built.addRowsBuilder().setTitle(row.title()).setRowId(row.id());
                String description = row.description();
                if (description != null) {
                    line.setDescription(description);
                }
            }
        }
        return message.build();
    }
}

package org.camelwhatsapp.component.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.component.WhatsAppWebConstants;
import org.camelwhatsapp.engine.group.GroupFeature;
import org.camelwhatsapp.engine.model.Jid;

/** {@code group.create}: Makes a group named by the body, with the members in the header CamelWhatsAppWebChat, separated by commas. */
final class GroupCreateOperation implements Operation {
    @Override
    public String name() {
        return "group.create";
    }

    @Override
    public String description() {
        return "Makes a group named by the body, with the members in the header CamelWhatsAppWebChat, separated by commas.";
    }

    @Override
    public CompletionStage<?> perform(OperationContext context) {
        List<Jid> members = new ArrayList<>();
        for (String member : context.requireHeader(WhatsAppWebConstants.CHAT).split(",", -1)) {
            members.add(context.parseChat(member.trim()));
        }
        String subject = context.text();
        return context.client().with(GroupFeature.class, groups -> groups.create(subject, members));
    }
}

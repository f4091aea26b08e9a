package org.camelwhatsapp.component.operation;

import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.group.GroupFeature;
import org.camelwhatsapp.engine.model.Jid;

/** {@code group.info}: Tells a group's name and members. */
final class GroupInfoOperation implements Operation {
    @Override
    public String name() {
        return "group.info";
    }

    @Override
    public String description() {
        return "Tells a group's name and members.";
    }

    @Override
    public CompletionStage<?> perform(OperationContext context) {
        Jid group = context.chat();
        return context.client().with(GroupFeature.class, groups -> groups.info(group));
    }
}

package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.camelwhatsapp.engine.group.GroupFeature;
import org.camelwhatsapp.engine.group.GroupInfo;
import org.camelwhatsapp.engine.model.Jid;

/** Groups and their members. */
final class GroupOperations implements OperationGroup {
    record Create(
            @JsonPropertyDescription("The group's name, 1 to 100 characters.")
            String subject,

            @JsonPropertyDescription("Whom to add.") List<Jid> members) {}

    record Info(@JsonPropertyDescription("The group.") Jid chat) {}

    @Override
    public List<Operation<?>> operations() {
        return List.of(
                Operation.named("group.create", Create.class)
                        .describedAs("Makes a group.")
                        .body("subject")
                        .answers(GroupInfo.class)
                        .fails("server-N")
                        .performs((client, q) ->
                                client.with(GroupFeature.class, groups -> groups.create(q.subject(), q.members()))),
                Operation.named("group.info", Info.class)
                        .describedAs("Tells a group's name, settings and members.")
                        .answers(GroupInfo.class)
                        .fails("server-N")
                        .performs((client, q) -> client.with(GroupFeature.class, groups -> groups.info(q.chat()))));
    }
}

package org.camelwhatsapp.component.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.camelwhatsapp.component.testing.LinkedRouteTest;
import org.camelwhatsapp.component.testing.RouteTestOf;
import org.camelwhatsapp.engine.event.GroupChanged;
import org.camelwhatsapp.engine.group.GroupInfo;
import org.junit.jupiter.api.Test;

/** Groups, seen by their members. */
class GroupOperationTest extends LinkedRouteTest {
    @Test
    @RouteTestOf(
            operations = {"group.create", "group.info"},
            events = "group")
    void makesAGroupWhoseMembersGetItsMessages() {
        GroupInfo made = perform(
                GroupInfo.class, "group.create", Map.of("subject", "Orders", "members", List.of("15550002002")));
        await(GroupChanged.class, event -> event.group().equals(made.jid()));
        GroupInfo seen =
                perform(GroupInfo.class, "group.info", Map.of("chat", made.jid().toString()));
        assertThat(seen.subject()).isEqualTo("Orders");
        assertThat(seen.participants()).hasSize(2);
        perform("message.send", Map.of("chat", made.jid().toString(), "text", "to all"));
        assertThat(customer.awaitText("to all", PATIENCE).chat()).isEqualTo(made.jid());
    }
}

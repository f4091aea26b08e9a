package org.camelwhatsapp.component.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.camelwhatsapp.component.testing.LinkedRouteTest;
import org.camelwhatsapp.engine.WhatsAppException;
import org.camelwhatsapp.engine.event.GroupChanged;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;

/** What members may not do is refused with a code, and nothing changes. */
class GroupRightsTest extends LinkedRouteTest {
    @Test
    void onlyAdminsChangeALockedGroup() {
        Jid group = customer.groups().create("Theirs", own.phoneJid());
        await(GroupChanged.class, event -> event.group().equals(group));
        perform("group.setSubject", Map.of("chat", group, "subject", "Changed"));
        assertThat(customer.groups().subject(group)).isEqualTo("Changed");
        customer.groups().set(group, Node.of("locked"));
        await(
                GroupChanged.class,
                event -> event.group().equals(group) && event.action().equals("locked"));
        assertThatThrownBy(() -> perform("group.setSubject", Map.of("chat", group, "subject", "Changed again")))
                .isInstanceOfSatisfying(
                        WhatsAppException.class,
                        failure -> assertThat(failure.code()).isEqualTo("group-not-admin"));
        assertThat(customer.groups().subject(group)).isEqualTo("Changed");
    }
}

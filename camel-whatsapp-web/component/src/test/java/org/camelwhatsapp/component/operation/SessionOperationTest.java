package org.camelwhatsapp.component.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.camelwhatsapp.component.testing.LinkedRouteTest;
import org.camelwhatsapp.component.testing.RouteTestOf;
import org.camelwhatsapp.engine.event.ConnectionChanged;
import org.camelwhatsapp.engine.event.LoggedOut;
import org.camelwhatsapp.engine.event.PairingCodeIssued;
import org.camelwhatsapp.engine.event.PairingFailed;
import org.camelwhatsapp.engine.session.ConnectionState;
import org.camelwhatsapp.engine.session.SessionNotLinkedException;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The life of a session: linked, unlinked, linked by code. The order is that of a life. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SessionOperationTest extends LinkedRouteTest {
    private SessionOperations.Status status() {
        return perform(SessionOperations.Status.class, "session.status", null);
    }

    @Test
    @Order(1)
    @RouteTestOf(
            operations = "session.status",
            events = {"qr", "pairing.completed", "connection"})
    void tellsWhereItStands() {
        SessionOperations.Status status = status();
        assertThat(status.session()).isEqualTo("main");
        assertThat(status.state()).isEqualTo("READY");
        assertThat(status.paired()).isTrue();
        assertThat(status.jid()).startsWith("15550002001:");
    }

    @Test
    @Order(2)
    @RouteTestOf(
            operations = "session.logout",
            events = {"connection.loggedOut", "connection"})
    void isUnlinkedOnRequest() {
        assertThat(own.linkedDevices()).hasSize(1);
        perform("session.logout", null);
        await(LoggedOut.class, LoggedOut::requested);
        await(ConnectionChanged.class, event -> event.state() == ConnectionState.LOGGED_OUT);
        assertThat(own.linkedDevices()).isEmpty();
        assertThatThrownBy(() -> perform("message.send", Map.of("chat", "15550002002", "text", "x")))
                .isInstanceOf(SessionNotLinkedException.class);
    }

    @Test
    @Order(3)
    @RouteTestOf(
            operations = "session.pair",
            events = {"pairing.code", "pairing.completed"})
    void asksForACodeToBeTypedOnThePhone() throws Exception {
        context.getRouteController().stopAllRoutes();
        context.getRouteController().startAllRoutes();
        await(ConnectionChanged.class, event -> event.state() == ConnectionState.PAIRING);
        String code = perform(String.class, "session.pair", "15550002001");
        assertThat(await(PairingCodeIssued.class, event -> true).code()).isEqualTo(code);
        own.enterCode(code.substring(0, 4) + "-" + code.substring(4));
        await(ConnectionChanged.class, event -> event.state() == ConnectionState.READY);
        assertThat(own.linkedDevices()).containsExactly(2);
        perform("message.send", Map.of("chat", "15550002002", "text", "linked by code"));
        customer.awaitText("linked by code", PATIENCE);
    }

    @Test
    @Order(4)
    @RouteTestOf(
            operations = {"session.logout", "session.pair"},
            events = "pairing.failed")
    void tellsWhenAPhoneDoesNotProveItself() throws Exception {
        perform("session.logout", null);
        await(ConnectionChanged.class, event -> event.state() == ConnectionState.LOGGED_OUT);
        context.getRouteController().stopAllRoutes();
        context.getRouteController().startAllRoutes();
        perform(String.class, "session.pair", "15550002001");
        own.enterCode("11111111");
        assertThat(await(PairingFailed.class, event -> true).code()).isEqualTo("pairing-rejected");
        assertThat(own.linkedDevices()).isEmpty();
    }
}

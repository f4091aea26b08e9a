package org.camelwhatsapp.engine.message;

import java.util.List;
import java.util.Set;
import org.camelwhatsapp.engine.contact.DeviceDirectory;
import org.camelwhatsapp.engine.event.IdentityChanged;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.session.StanzaRouter;
import org.camelwhatsapp.engine.wire.Node;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A user registered anew: what was agreed with the old devices is void. Sessions are dropped, the list of devices is asked for
 * again, and groups give their key out once more. Mailbox only. Source: docs/protocol.md, "Identity changes".
 */
final class IdentityChanges implements Feature {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityChanges.class);

    private final Session session;
    private final SignalState state;
    private final DeviceDirectory devices;
    private final GroupSend groups;

    IdentityChanges(Session session, SignalState state, DeviceDirectory devices, GroupSend groups) {
        this.session = session;
        this.state = state;
        this.devices = devices;
        this.groups = groups;
    }

    @Override
    public void register(StanzaRouter router) {
        router.onNotification("encrypt", notification -> {
            if (notification.child("identity") != null) {
                changed(notification);
            }
        });
    }

    private void changed(Node notification) {
        Jid user = notification.requireJid("from").toUser();
        devices.devices(List.of(user))
                .thenCompose(found -> {
                    SignalState.Changes changes = state.changes();
                    List<Jid> known = found.getOrDefault(user, List.of(user));
                    known.forEach(device -> state.dropSession(device, changes.transaction()));
                    devices.forget(user);
                    return changes.commit().thenCompose(v -> groups.forgetHolders(Set.copyOf(known)));
                })
                .whenComplete((v, failure) -> {
                    if (failure != null) {
                        LOG.warn(
                                "session {}: sessions with {} are not dropped yet",
                                session.name(),
                                user.redacted(),
                                Futures.unwrap(failure));
                    }
                    session.publish(new IdentityChanged(user));
                });
    }
}

package org.camelwhatsapp.engine.contact;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;

/** What shows contacts that only hear whom they know that they know this account. Mailbox only. */
public interface ContactTokens {
    /**
     * The tokens of these users, each as the child that a stanza for the user carries. Who has given none, or none that
     * is still good, is left out.
     */
    CompletionStage<Map<Jid, Node>> of(Collection<Jid> users);

    /**
     * What a message to this user shows: the token that the user gave, else, for a user who gave none, the account's own
     * mark for strangers if the phone has shared how it is made; else nothing.
     */
    CompletionStage<Optional<Node>> forMessage(Jid user);

    /** The server accepted a message to a user: the user is given a token for answers, when that is due. */
    void written(Jid user);
}

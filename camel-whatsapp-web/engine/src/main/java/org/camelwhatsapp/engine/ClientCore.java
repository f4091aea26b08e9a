package org.camelwhatsapp.engine;

import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.media.MediaFeature;
import org.camelwhatsapp.engine.message.Attachments;
import org.camelwhatsapp.engine.message.Messages;
import org.camelwhatsapp.engine.pacing.PacingFeature;
import org.camelwhatsapp.engine.session.Credentials;
import org.camelwhatsapp.engine.session.CredentialsCodec;
import org.camelwhatsapp.engine.session.CredentialsFactory;
import org.camelwhatsapp.engine.session.DefaultSession;
import org.camelwhatsapp.engine.session.SessionParts;
import org.camelwhatsapp.engine.socket.NoiseLinkFactory;
import org.camelwhatsapp.engine.store.DeviceStore;
import org.camelwhatsapp.engine.store.StoreTransaction;

/**
 * One opening of a stored session, with everything that it holds in memory.
 *
 * @param session the session
 * @param features what it can do
 * @param attachments uploads the files of messages
 */
record ClientCore(DefaultSession session, ClientFeatures features, Attachments attachments) {

    /**
     * Opens the stored session. Blocks.
     *
     * @throws org.camelwhatsapp.engine.store.StoreException if it cannot be read or belongs to another process
     */
    static ClientCore open(WhatsAppClientOptions options, EngineRuntime runtime) {
        DeviceStore store = runtime.store().open(options.session());
        try {
            Environment environment = runtime.environment();
            NoiseLinkFactory links =
                    new NoiseLinkFactory(runtime.transports(), options.socket(), runtime.curve(), environment);
            DefaultSession session = new DefaultSession(new SessionParts(
                    environment, runtime.curve(), store, options.options(), links, credentials(store, runtime)));
            ClientFeatures features =
                    new ClientFeatures(session, runtime.mediaClients().of(options.socket()), options);
            return new ClientCore(
                    session,
                    features,
                    new Attachments(features.get(MediaFeature.class), features.get(PacingFeature.class)));
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static Credentials credentials(DeviceStore store, EngineRuntime runtime) {
        byte[] stored = store.credentials().get("self");
        if (stored != null) {
            return CredentialsCodec.decode(stored);
        }
        Credentials fresh = CredentialsFactory.create(runtime.curve(), runtime.environment());
        StoreTransaction transaction = store.transaction();
        transaction.put(store.credentials(), "self", CredentialsCodec.encode(fresh));
        store.commit(transaction).toCompletableFuture().join();
        return fresh;
    }

    MediaFeature media() {
        return features.get(MediaFeature.class);
    }

    Messages messages() {
        return features.messages();
    }
}

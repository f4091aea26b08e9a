package org.camelwhatsapp.engine.contact;

import com.google.protobuf.InvalidProtocolBufferException;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.VerifiedNameCertificate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The name in a business's certificate. Its signatures are not checked, as no client does. */
public final class VerifiedNames {
    private static final Logger LOG = LoggerFactory.getLogger(VerifiedNames.class);

    private VerifiedNames() {}

    /** The name, or null if the node holds none that can be read. */
    public static @Nullable String of(@Nullable Node verifiedName) {
        if (verifiedName == null || !verifiedName.hasContent()) {
            return null;
        }
        try {
            var certificate = VerifiedNameCertificate.parseFrom(verifiedName.bytes());
            String name = VerifiedNameCertificate.Details.parseFrom(certificate.getDetails())
                    .getVerifiedName();
            return name.isEmpty() ? null : name;
        } catch (InvalidProtocolBufferException e) {
            LOG.warn("a business certificate is no protobuf");
            return null;
        }
    }
}

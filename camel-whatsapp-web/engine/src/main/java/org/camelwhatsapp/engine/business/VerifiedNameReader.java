package org.camelwhatsapp.engine.business;

import com.google.protobuf.InvalidProtocolBufferException;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.Times;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.VerifiedNameCertificate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Certificates of businesses. Source: docs/protocol.md, "Business". */
final class VerifiedNameReader {
    private static final Logger LOG = LoggerFactory.getLogger(VerifiedNameReader.class);

    private VerifiedNameReader() {}

    /** The name, or null if the node holds no certificate that can be read, or one without a name. */
    static @Nullable VerifiedName read(Jid jid, @Nullable Node node) {
        byte[] bytes = node == null ? null : node.bytes();
        if (node == null || bytes == null) {
            return null;
        }
        try {
            VerifiedNameCertificate.Details details = VerifiedNameCertificate.Details.parseFrom(
                    VerifiedNameCertificate.parseFrom(bytes).getDetails());
            return details.getVerifiedName().isEmpty() ? null : name(jid, node, details);
        } catch (InvalidProtocolBufferException e) {
            LOG.warn("a business certificate is no protobuf");
            return null;
        }
    }

    private static VerifiedName name(Jid jid, Node node, VerifiedNameCertificate.Details details) {
        return new VerifiedName(
                jid,
                details.getVerifiedName(),
                node.attr("verified_level", "unknown"),
                details.hasIssuer() ? details.getIssuer() : null,
                details.hasSerial() ? Long.toUnsignedString(details.getSerial()) : node.attr("serial", ""),
                details.hasIssueTime() ? Times.ofSeconds(details.getIssueTime()) : null,
                node.has("host_storage")
                        ? new VerifiedName.Privacy(
                                node.intAttr("host_storage", 0),
                                node.intAttr("actual_actors", 0),
                                Times.ofSeconds(node.longAttr("privacy_mode_ts", 0)))
                        : null);
    }
}

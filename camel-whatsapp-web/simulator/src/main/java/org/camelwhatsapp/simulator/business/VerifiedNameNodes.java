package org.camelwhatsapp.simulator.business;

import com.google.protobuf.ByteString;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.VerifiedNameCertificate;
import org.camelwhatsapp.simulator.state.Account;

/** Certificates of businesses. */
public final class VerifiedNameNodes {
    private VerifiedNameNodes() {}

    /** The certificate of an account with this name. */
    public static Node of(Account account, String name, long issuedSeconds) {
        ByteString details = VerifiedNameCertificate.Details.newBuilder()
                .setSerial(Long.parseLong(account.lid().user()))
                .setIssuer("smb:wa")
                .setVerifiedName(name)
                .setIssueTime(issuedSeconds)
                .build()
                .toByteString();
        return Node.builder("verified_name")
                .attr("jid", account.phoneJid())
                .attr("v", 2)
                .attr("verified_level", "unknown")
                .attr("serial", account.lid().user())
                .bytes(VerifiedNameCertificate.newBuilder()
                        .setDetails(details)
                        .build()
                        .toByteArray())
                .build();
    }
}

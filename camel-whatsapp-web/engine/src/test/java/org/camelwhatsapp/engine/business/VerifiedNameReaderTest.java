package org.camelwhatsapp.engine.business;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HexFormat;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;

/** Certificates, written down byte by byte. */
class VerifiedNameReaderTest {
    private static final Jid SHOP = Jid.phone("15550001000");

    /** Serial 42 (1), issuer (2), name (4), issue time 1700000000 (10). */
    private static final String DETAILS = "082a" + "1206736d623a7761" + "220453686f70" + "5080e2cfaa06";

    /** Details (1), a signature (2) that nobody checks. */
    private static byte[] certificate(String details) {
        String length = String.format("%02x", details.length() / 2);
        return HexFormat.of().parseHex("0a" + length + details + "12020102");
    }

    @Test
    void readsTheNameAndWhoGaveIt() {
        Node node = Node.builder("verified_name")
                .attr("verified_level", "high")
                .attr("host_storage", 2)
                .attr("actual_actors", 1)
                .attr("privacy_mode_ts", 1_600_000_000)
                .bytes(certificate(DETAILS))
                .build();
        assertThat(VerifiedNameReader.read(SHOP, node))
                .isEqualTo(new VerifiedName(
                        SHOP,
                        "Shop",
                        "high",
                        "smb:wa",
                        "42",
                        Instant.ofEpochSecond(1_700_000_000),
                        new VerifiedName.Privacy(2, 1, Instant.ofEpochSecond(1_600_000_000))));
    }

    @Test
    void takesTheSerialFromTheOutsideIfTheCertificateHasNone() {
        Node node = Node.builder("verified_name")
                .attr("serial", "77")
                .bytes(certificate("220453686f70"))
                .build();
        VerifiedName name = VerifiedNameReader.read(SHOP, node);
        assertThat(name).isEqualTo(new VerifiedName(SHOP, "Shop", "unknown", null, "77", null, null));
    }

    @Test
    void readsSerialsBeyondTheSignedNumbers() {
        Node node = Node.of("verified_name", certificate("08ffffffffffffffffff01" + "220453686f70"));
        assertThat(VerifiedNameReader.read(SHOP, node))
                .extracting(VerifiedName::serial)
                .isEqualTo("18446744073709551615");
    }

    @Test
    void findsNoNameWhereThereIsNone() {
        assertThat(VerifiedNameReader.read(SHOP, null)).isNull();
        assertThat(VerifiedNameReader.read(SHOP, Node.of("verified_name"))).isNull();
        assertThat(VerifiedNameReader.read(SHOP, Node.of("verified_name", new byte[] {1, 2, 3})))
                .isNull();
        assertThat(VerifiedNameReader.read(SHOP, Node.of("verified_name", certificate("082a"))))
                .isNull();
    }

    @Test
    void keepsTimesWithinWhatCanBeWritten() {
        Node node = Node.of("verified_name", certificate("50ffffffffffffffff7f" + "220453686f70"));
        assertThat(VerifiedNameReader.read(SHOP, node))
                .extracting(VerifiedName::issued)
                .isEqualTo(Instant.parse("9999-12-31T23:59:59Z"));
    }
}

package org.camelwhatsapp.engine.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.camelwhatsapp.engine.event.AboutChanged;
import org.camelwhatsapp.engine.event.PictureChanged;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.ServerErrorException;
import org.camelwhatsapp.engine.testing.NoTokens;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.VerifiedNameCertificate;
import org.junit.jupiter.api.Test;

/** Pictures, texts, numbers: what is asked and what the answers mean. */
class ProfilesTest {
    private static final Jid OWN = new Jid("15550001001", 5, Jid.PN_SERVER);
    private static final Jid OWN_LID = Jid.lid("100000000000001").withDevice(5);
    private static final Jid BOB = Jid.phone("15550001002");
    private static final Jid BOB_LID = Jid.lid("100000000000002");
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, 1, 2};

    private final ScriptedSession session = new ScriptedSession().linked(OWN, OWN_LID);
    private final AddressBook addresses = new AddressBook(session.session);
    private final PictureFeature pictures = session.add(new PictureFeature(session.session, new NoTokens()));
    private final UserFeature users = session.add(new UserFeature(session.session, addresses, new NoTokens()));

    private static Node certificate(String name) {
        ByteString details = VerifiedNameCertificate.Details.newBuilder()
                .setVerifiedName(name)
                .build()
                .toByteString();
        return Node.of(
                "verified_name",
                VerifiedNameCertificate.newBuilder().setDetails(details).build().toByteArray());
    }

    private static Node usync(Node... entries) {
        return Node.of("usync", Node.of("list", entries));
    }

    @Test
    void tellsThatAnotherDeviceChangedTheOwnPictureOrText() {
        Node changed = Node.builder("notification")
                .attr("type", "account_sync")
                .attr("from", OWN.toUser())
                .attr("t", 9)
                .child(Node.of("picture"))
                .child(Node.of("status"))
                .build();
        session.receive(changed);
        assertThat(session.events(AboutChanged.class)).containsExactly(new AboutChanged(OWN.toUser(), null));
        ScriptedSession other = new ScriptedSession().linked(OWN, OWN_LID);
        other.add(new PictureFeature(other.session, new NoTokens()));
        other.receive(changed);
        assertThat(other.events(PictureChanged.class))
                .containsExactly(new PictureChanged(OWN.toUser(), null, null, Instant.ofEpochSecond(9)));
    }

    @Test
    void readsWhereAPictureIs() {
        CompletableFuture<Picture> found = session.call(() -> pictures.get(BOB.withDevice(4), true));
        assertThat(session.nextRequest().jid("target")).isEqualTo(BOB);
        assertThat(session.nextRequest().requireChild("picture").attr("type")).isEqualTo("preview");
        session.answer(Node.builder("picture")
                .attr("id", "77")
                .attr("url", "https://host/p.jpg")
                .attr("direct_path", "/p.jpg")
                .build());
        assertThat(found.join()).isEqualTo(new Picture("77", "https://host/p.jpg", "/p.jpg", true));
    }

    @Test
    void aPictureThatIsMissingOrHiddenIsNone() {
        for (int code : new int[] {404, 401}) {
            CompletableFuture<Picture> found = session.call(() -> pictures.get(BOB, false));
            session.refuse(code);
            assertThat(found.join()).isNull();
        }
        CompletableFuture<Picture> unchanged = session.call(() -> pictures.get(BOB, false));
        session.answer(Node.builder("picture").attr("id", "77").build());
        assertThat(unchanged.join()).isNull();
    }

    @Test
    void aCommunityIsAskedInItsOwnWay() {
        Jid community = Jid.group("120363000000000009");
        CompletableFuture<Picture> found = session.call(() -> pictures.get(community, false));
        session.refuse(401);
        Node request = session.nextRequest();
        assertThat(request.attr("xmlns")).isEqualTo("w:g2");
        assertThat(request.jid("to")).isEqualTo(community);
        Node asked = request.requireChild("pictures").requireChild("picture");
        assertThat(asked.jid("parent_group_jid")).isEqualTo(community);
        session.answer(Node.of(
                "pictures",
                Node.builder("picture")
                        .attr("id", "79")
                        .attr("url", "https://host/c.jpg")
                        .build()));
        assertThat(found.join().id()).isEqualTo("79");
        CompletableFuture<Picture> hidden = session.call(() -> pictures.get(community, false));
        session.refuse(401);
        session.refuse(401);
        assertThat(hidden.join()).isNull();
    }

    @Test
    void saysWhatLetsOneSeeAPicture() {
        Jid group = Jid.group("120363000000000001");
        session.call(() -> pictures.get(new PictureQuestion(group, false, "C1", null, null)));
        assertThat(session.nextRequest().requireChild("picture").attr("invite")).isEqualTo("C1");
        session.answer();
        session.call(() -> pictures.get(new PictureQuestion(BOB, true, null, group, "P1")));
        Node picture = session.nextRequest().requireChild("picture");
        assertThat(picture.jid("common_gid")).isEqualTo(group);
        assertThat(picture.attr("persona_id")).isEqualTo("P1");
    }

    @Test
    void asksForThePicturesOfManyGroupsAtOnce() {
        Jid group = Jid.group("120363000000000001");
        Jid bare = Jid.group("120363000000000002");
        CompletableFuture<List<GroupPicture>> found = session.call(() -> pictures.ofGroups(List.of(group, bare), true));
        assertThat(session.nextRequest().requireChild("pictures").children("picture"))
                .extracting(picture -> picture.jid("jid"))
                .containsExactly(group, bare);
        session.answer(Node.of(
                "pictures",
                Node.builder("picture")
                        .attr("jid", group)
                        .attr("id", "80")
                        .attr("url", "https://host/g.jpg")
                        .build(),
                Node.builder("picture").attr("jid", bare).build()));
        assertThat(found.join())
                .containsExactly(new GroupPicture(group, new Picture("80", "https://host/g.jpg", null, true)));
    }

    @Test
    void anyOtherRefusalOfAPictureIsAnError() {
        CompletableFuture<Picture> found = session.call(() -> pictures.get(BOB, false));
        session.refuse(429);
        assertThatThrownBy(found::join).hasCauseInstanceOf(ServerErrorException.class);
    }

    @Test
    void setsTheOwnPictureAndThatOfAGroup() {
        CompletableFuture<String> own = session.call(() -> pictures.set(null, JPEG));
        assertThat(session.nextRequest().has("target")).isFalse();
        assertThat(session.nextRequest().requireChild("picture").bytes()).isEqualTo(JPEG);
        session.answer(Node.builder("picture").attr("id", "78").build());
        assertThat(own.join()).isEqualTo("78");
        Jid group = Jid.group("120363000000000001");
        session.call(() -> pictures.remove(group));
        assertThat(session.nextRequest().jid("target")).isEqualTo(group);
        assertThat(session.nextRequest().children()).isEmpty();
    }

    @Test
    void takesOnlyJpegOfAtMost5MiB() {
        byte[] large = new byte[5 * 1024 * 1024 + 1];
        large[0] = JPEG[0];
        large[1] = JPEG[1];
        for (byte[] wrong : new byte[][] {{}, {1, 2, 3, 4}, {(byte) 0xff, (byte) 0xd8}, large}) {
            assertThatThrownBy(
                            () -> session.call(() -> pictures.set(null, wrong)).join())
                    .hasRootCauseInstanceOf(IllegalArgumentException.class);
        }
        assertThat(session.requests).isEmpty();
    }

    @Test
    void tellsWhosePictureChangedAndByWhom() {
        Jid group = Jid.group("120363000000000001");
        session.receive(Node.builder("notification")
                .attr("type", "picture")
                .attr("from", group)
                .attr("t", 50)
                .child(Node.builder("set")
                        .attr("id", "9")
                        .attr("author", BOB_LID)
                        .build())
                .child(Node.builder("delete").attr("jid", BOB).build())
                .child(Node.of("set_avatar"))
                .build());
        assertThat(session.events)
                .containsExactly(
                        new PictureChanged(group, "9", BOB_LID, Instant.ofEpochSecond(50)),
                        new PictureChanged(BOB, null, null, Instant.ofEpochSecond(50)));
    }

    @Test
    void checksNumbersInTheOrderAsked() {
        CompletableFuture<List<NumberCheck>> checked =
                session.call(() -> users.check(List.of("+1 (555) 000-1002", "15550009999", "15550008888")));
        assertThat(session.nextRequest()
                        .requireChild("usync")
                        .requireChild("list")
                        .children("user"))
                .extracting(user -> user.requireChild("contact").text())
                .containsExactly("+15550001002", "+15550009999", "+15550008888");
        Node absent = Node.builder("user")
                .child(Node.builder("contact")
                        .attr("type", "out")
                        .text("+15550009999")
                        .build())
                .build();
        Node present = Node.builder("user")
                .attr("jid", BOB)
                .child(Node.builder("contact")
                        .attr("type", "in")
                        .text("+15550001002")
                        .build())
                .child(Node.builder("lid").attr("val", BOB_LID).build())
                .child(Node.of("business", certificate("Bob's Shop")))
                .build();
        session.answer(usync(absent, present));
        assertThat(checked.join())
                .containsExactly(
                        new NumberCheck("15550001002", true, BOB, BOB_LID, "Bob's Shop"),
                        new NumberCheck("15550009999", false, null, null, null),
                        new NumberCheck("15550008888", false, null, null, null));
        assertThat(addresses.alternate(BOB)).isEqualTo(BOB_LID);
    }

    @Test
    void refusesANumberWithoutDigits() {
        assertThatThrownBy(
                        () -> session.call(() -> users.check(List.of("nobody"))).join())
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsAllThatIsToldAboutAUser() {
        CompletableFuture<List<UserInfo>> found = session.call(() -> users.info(List.of(BOB)));
        session.answer(usync(Node.builder("user")
                .attr("jid", BOB)
                .child(Node.of(
                        "devices",
                        Node.of(
                                "device-list",
                                Node.builder("device").attr("id", 0).build())))
                .child(Node.builder("status").attr("t", 99).text("Busy").build())
                .child(Node.builder("picture").attr("id", "5").build())
                .child(Node.builder("disappearing_mode")
                        .attr("duration", 86_400)
                        .build())
                .child(Node.builder("lid").attr("val", BOB_LID).build())
                .build()));
        assertThat(found.join())
                .containsExactly(new UserInfo(
                        BOB, BOB_LID, "Busy", Instant.ofEpochSecond(99), "5", null, List.of(0), Duration.ofDays(1)));
    }

    @Test
    void whatIsHiddenOrEmptyIsNull() {
        CompletableFuture<List<UserInfo>> found = session.call(() -> users.info(List.of(BOB)));
        session.answer(usync(
                Node.builder("user")
                        .attr("jid", BOB)
                        .child(Node.of("devices"))
                        .child(Node.builder("status").attr("code", 401).build())
                        .child(Node.of("picture"))
                        .build(),
                // Without devices it is nobody.
                Node.builder("user").attr("jid", "15550009999@s.whatsapp.net").build()));
        assertThat(found.join()).containsExactly(new UserInfo(BOB, null, null, null, null, null, List.of(), null));
    }

    @Test
    void asksForALidThatIsNotKnownAndForNothingElse() {
        CompletableFuture<Jid> lid = session.call(() -> users.alternate(BOB));
        session.answer(usync(Node.builder("user")
                .attr("jid", BOB)
                .child(Node.of("devices"))
                .child(Node.builder("lid").attr("val", BOB_LID).build())
                .build()));
        assertThat(lid.join()).isEqualTo(BOB_LID);
        assertThat(session.call(() -> users.alternate(BOB)).join()).isEqualTo(BOB_LID);
        assertThat(session.call(() -> users.alternate(Jid.lid("100000000000009")))
                        .join())
                .isNull();
        assertThat(session.requests).isEmpty();
    }

    @Test
    void changesTheOwnTextAndTellsOfThoseOfOthers() {
        session.call(() -> users.setAbout("At work"));
        assertThat(session.nextRequest().requireChild("status").text()).isEqualTo("At work");
        assertThatThrownBy(() ->
                        session.call(() -> users.setAbout("x".repeat(140))).join())
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
        session.receive(Node.builder("notification")
                .attr("type", "status")
                .attr("from", BOB)
                .child(Node.builder("set").text("Away").build())
                .build());
        session.receive(Node.builder("notification")
                .attr("type", "status")
                .attr("from", BOB)
                .child(Node.of("set"))
                .build());
        assertThat(session.events).containsExactly(new AboutChanged(BOB, "Away"), new AboutChanged(BOB, null));
    }

    @Test
    void readsTheNameInABusinessCertificate() {
        assertThat(VerifiedNames.of(certificate("Shop"))).isEqualTo("Shop");
        assertThat(VerifiedNames.of(certificate(""))).isNull();
        assertThat(VerifiedNames.of(null)).isNull();
        assertThat(VerifiedNames.of(Node.of("verified_name"))).isNull();
        assertThat(VerifiedNames.of(Node.of("verified_name", new byte[] {(byte) 0xff, 0})))
                .isNull();
    }
}

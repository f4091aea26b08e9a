package org.camelwhatsapp.engine.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.group.GroupException;
import org.camelwhatsapp.engine.group.GroupFeature;
import org.camelwhatsapp.engine.group.GroupInfo;
import org.camelwhatsapp.engine.group.GroupInviteFeature.Joined;
import org.camelwhatsapp.engine.group.GroupKind;
import org.camelwhatsapp.engine.group.GroupWire;
import org.camelwhatsapp.engine.group.MemberChange;
import org.camelwhatsapp.engine.mex.MexException;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.camelwhatsapp.engine.session.ServerErrorException;
import org.camelwhatsapp.engine.testing.NoTokens;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked about communities, stanza by stanza, and what the answers are read as. */
class CommunityFeatureTest {
    private static final Jid COMMUNITY = Jid.group("120363000000000009");
    private static final Jid ONE = Jid.group("120363000000000001");
    private static final Jid TWO = Jid.group("120363000000000002");
    private static final Jid ANN = Jid.lid("100000000000001");
    private static final Jid BEN = Jid.lid("100000000000002");

    private final ScriptedSession session = new ScriptedSession();
    private final GroupFeature groups =
            session.add(new GroupFeature(session.session, new AddressBook(session.session), new NoTokens()));
    private final CommunityFeature communities = session.add(new CommunityFeature(session.session, groups));

    private static Node.Builder group(Jid jid) {
        return Node.builder("group").attr("jid", jid);
    }

    private static Node participant(Jid jid) {
        return Node.builder("participant").attr("jid", jid).build();
    }

    private static Node request(String type, Jid to, Node content) {
        return Node.builder("iq")
                .attr("xmlns", "w:g2")
                .attr("type", type)
                .attr("to", to)
                .child(content)
                .build();
    }

    /** Makes the session know a group, so that it is seen when it is forgotten. */
    private void known(Jid jid) {
        session.call(() -> groups.info(jid));
        session.answer(Node.builder("group")
                .attr("id", jid.user())
                .attr("subject", "Known")
                .build());
    }

    private boolean asksFor(Jid jid) {
        session.call(() -> groups.info(jid));
        return !session.requests.isEmpty();
    }

    private static CommunityDraft draft(String subject, String description) {
        return new CommunityDraft(subject, description, false, false, false);
    }

    @Test
    void makesACommunityWithEverythingThatWasChosen() {
        session.call(() -> communities.create(new CommunityDraft("Town", "All of us", true, true, true)));
        Node description = Node.builder("description")
                .attr("id", "id1")
                .child(Node.builder("body").text("All of us").build())
                .build();
        Node parent = Node.builder("parent")
                .attr("default_membership_approval_mode", "request_required")
                .build();
        assertThat(session.nextRequest())
                .isEqualTo(request(
                        "set",
                        GroupWire.ALL,
                        Node.builder("create")
                                .attr("subject", "Town")
                                .children(List.of(
                                        description,
                                        parent,
                                        Node.of("allow_non_admin_sub_group_creation"),
                                        Node.of("create_general_chat")))
                                .build()));
    }

    @Test
    void aCommunityNeedsNothingButAName() {
        session.call(() -> communities.create(draft("Town", null)));
        assertThat(session.nextRequest())
                .isEqualTo(request(
                        "set",
                        GroupWire.ALL,
                        Node.builder("create")
                                .attr("subject", "Town")
                                .child(Node.of("parent"))
                                .build()));
    }

    @Test
    void aNewCommunityIsTakenInAsAGroup() {
        CompletableFuture<GroupInfo> made = session.call(() -> communities.create(draft("Town", null)));
        session.answer(Node.builder("group")
                .attr("id", COMMUNITY.user())
                .attr("subject", "Town")
                .child(Node.of("parent"))
                .child(participant(ANN))
                .build());
        assertThat(made.join().jid()).isEqualTo(COMMUNITY);
        assertThat(made.join().kind()).isEqualTo(GroupKind.COMMUNITY);
        assertThat(asksFor(COMMUNITY)).as("it is known from the answer").isFalse();
    }

    @Test
    void listsTheGroupsOfACommunityByTheirPlace() {
        CompletableFuture<List<SubGroup>> list = session.call(() -> communities.subGroups(COMMUNITY));
        assertThat(session.nextRequest()).isEqualTo(request("get", COMMUNITY, Node.of("sub_groups")));
        session.answer(Node.of(
                "sub_groups",
                group(ONE)
                        .attr("subject", "News")
                        .attr("size", 12)
                        .attr("creation", 1_700_000_000)
                        .child(Node.of("default_sub_group"))
                        .build(),
                // Some servers name a group by its id, alone or as an address.
                Node.builder("group")
                        .attr("id", TWO.user())
                        .child(Node.of("general_chat"))
                        .build(),
                Node.builder("group")
                        .attr("id", "120363000000000003@g.us")
                        .child(Node.of("hidden_group"))
                        .build(),
                group(Jid.group("120363000000000004")).attr("size", 0).build()));
        assertThat(list.join())
                .containsExactly(
                        new SubGroup(ONE, "News", GroupKind.ANNOUNCEMENT, 12, Instant.ofEpochSecond(1_700_000_000)),
                        new SubGroup(TWO, "", GroupKind.GENERAL, null, null),
                        new SubGroup(Jid.group("120363000000000003"), "", GroupKind.HIDDEN, null, null),
                        new SubGroup(Jid.group("120363000000000004"), "", GroupKind.SUB_GROUP, 0, null));
    }

    @Test
    void theNameOfAGroupIsNotPrinted() {
        assertThat(new SubGroup(ONE, "Secret plans", GroupKind.HIDDEN, 3, null).toString())
                .doesNotContain("Secret")
                .contains("HIDDEN");
    }

    @Test
    void looksAtAGroupOfACommunityWithoutBeingInIt() {
        CompletableFuture<GroupInfo> seen = session.call(() -> communities.group(COMMUNITY, ONE));
        assertThat(session.nextRequest())
                .isEqualTo(request(
                        "get",
                        COMMUNITY,
                        Node.builder("query_linked")
                                .attr("type", "sub_group")
                                .attr("jid", ONE)
                                .build()));
        session.answer(Node.of(
                "linked_group",
                Node.builder("group")
                        .attr("id", ONE.user())
                        .attr("subject", "Choir")
                        .build()));
        assertThat(seen.join().subject()).isEqualTo("Choir");
        assertThat(asksFor(ONE)).as("what is only looked at is not kept").isTrue();
    }

    @Test
    void membersOfSeveralGroupsAreNamedOnce() {
        CompletableFuture<List<Jid>> members = session.call(() -> communities.members(COMMUNITY));
        assertThat(session.nextRequest()).isEqualTo(request("get", COMMUNITY, Node.of("linked_groups_participants")));
        session.answer(Node.of(
                "linked_groups_participants",
                participant(ANN),
                group(ONE).child(participant(BEN)).child(participant(ANN)).build(),
                group(TWO).child(participant(BEN)).build()));
        assertThat(members.join()).containsExactly(ANN, BEN);
    }

    @Test
    void linksGroupsAndTellsWhatBecameOfEach() {
        known(ONE);
        CompletableFuture<List<LinkChange>> linked = session.call(() -> communities.link(COMMUNITY, List.of(ONE, TWO)));
        assertThat(session.nextRequest())
                .isEqualTo(request(
                        "set",
                        COMMUNITY,
                        Node.of(
                                "links",
                                Node.builder("link")
                                        .attr("link_type", "sub_group")
                                        .child(group(ONE).build())
                                        .child(group(TWO).build())
                                        .build())));
        session.answer(Node.of(
                "links",
                Node.of(
                        "link",
                        group(ONE).build(),
                        group(TWO).attr("error", 409).build(),
                        group(COMMUNITY)
                                .child(Node.builder("error").attr("code", 406).build())
                                .build())));
        assertThat(linked.join())
                .containsExactly(new LinkChange(ONE, 200), new LinkChange(TWO, 409), new LinkChange(COMMUNITY, 406));
        assertThat(asksFor(ONE)).as("its community changed").isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            value = {"true, true", "false, NONE"},
            nullValues = "NONE")
    void unlinksGroupsWithOrWithoutThoseWhoAreNowhereElse(boolean orphansToo, String attribute) {
        known(ONE);
        CompletableFuture<List<LinkChange>> unlinked =
                session.call(() -> communities.unlink(COMMUNITY, List.of(ONE), orphansToo));
        assertThat(session.nextRequest())
                .isEqualTo(request(
                        "set",
                        COMMUNITY,
                        Node.builder("unlink")
                                .attr("unlink_type", "sub_group")
                                .child(group(ONE)
                                        .attr("remove_orphaned_members", attribute)
                                        .build())
                                .build()));
        session.answer(Node.of("unlink", group(ONE).attr("error", 404).build()));
        assertThat(unlinked.join()).containsExactly(new LinkChange(ONE, 404));
        assertThat(asksFor(ONE)).isTrue();
    }

    @Test
    void endsACommunity() {
        known(COMMUNITY);
        CompletableFuture<Void> ended = session.call(() -> communities.deactivate(COMMUNITY));
        assertThat(session.nextRequest()).isEqualTo(request("set", COMMUNITY, Node.of("delete_parent")));
        session.answer();
        assertThat(ended).isCompleted();
        assertThat(asksFor(COMMUNITY)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void joinsAGroupAtOnceOrWhenAnAdminSaysSo(boolean pending) {
        CompletableFuture<Joined> joined = session.call(() -> communities.joinSubGroup(COMMUNITY, ONE));
        assertThat(session.nextRequest())
                .isEqualTo(request(
                        "set",
                        COMMUNITY,
                        Node.builder("join_linked_group").attr("jid", ONE).build()));
        session.answer(pending ? Node.of("membership_approval_request") : Node.of("joined"));
        assertThat(joined.join()).isEqualTo(new Joined(ONE, pending));
    }

    @Test
    void removesMembersFromAllGroups() {
        CompletableFuture<List<MemberChange>> removed =
                session.call(() -> communities.remove(COMMUNITY, List.of(ANN.withDevice(2), BEN)));
        assertThat(session.nextRequest())
                .isEqualTo(request(
                        "set",
                        COMMUNITY,
                        Node.builder("remove")
                                .attr("linked_groups", "true")
                                .child(participant(ANN))
                                .child(participant(BEN))
                                .build()));
        session.answer(Node.of(
                "remove",
                participant(ANN),
                Node.builder("participant").attr("jid", BEN).attr("error", 404).build()));
        assertThat(removed.join()).extracting(MemberChange::jid).containsExactly(ANN, BEN);
        assertThat(removed.join()).extracting(MemberChange::code).containsExactly(200, 404);
    }

    @ParameterizedTest
    @CsvSource({"true, allow_non_admin_sub_group_creation", "false, not_allow_non_admin_sub_group_creation"})
    void saysWhoAddsGroups(boolean members, String tag) {
        session.call(() -> communities.setMembersAddGroups(COMMUNITY, members));
        assertThat(session.nextRequest()).isEqualTo(request("set", COMMUNITY, Node.of(tag)));
    }

    private static Node json(JsonObject object) {
        return Node.of("result", object.encode().getBytes(StandardCharsets.UTF_8));
    }

    private JsonObject query(String id) {
        Node iq = session.nextRequest();
        assertThat(iq.attr("xmlns")).isEqualTo("w:mex");
        assertThat(iq.requireChild("query").attr("query_id")).isEqualTo(id);
        JsonObject body = new JsonObject(iq.requireChild("query").text());
        assertThat(body.getString("queryId")).isEqualTo(id);
        return body.getJsonObject("variables").getJsonObject("input");
    }

    @Test
    void countsMembersByTheTotalOrByThoseListed() {
        CompletableFuture<List<MemberCount>> counts = session.call(() -> communities.memberCounts(COMMUNITY));
        assertThat(query("24079399904996141"))
                .isEqualTo(
                        new JsonObject().put("group_jid", COMMUNITY.toString()).put("query_context", "INTERACTIVE"));
        JsonArray edges = new JsonArray()
                .add(node(ONE).put("total_participants_count", 40).put("participants_count", 7))
                .add(node(TWO).put("participants_count", "9"))
                .add(node(COMMUNITY));
        JsonArray wrapped = new JsonArray();
        edges.forEach(edge -> wrapped.add(new JsonObject().put("node", edge)));
        JsonObject found = new JsonObject().put("sub_groups", new JsonObject().put("edges", wrapped));
        session.answer(json(new JsonObject().put("data", new JsonObject().put("xwa2_group_query_by_id", found))));
        assertThat(counts.join())
                .containsExactly(new MemberCount(ONE, 40), new MemberCount(TWO, 9), new MemberCount(COMMUNITY, 0));
    }

    private static JsonObject node(Jid jid) {
        return new JsonObject().put("id", jid.toString());
    }

    @Test
    void aCountOfNoGroupIsNoAnswer() {
        CompletableFuture<List<MemberCount>> counts = session.call(() -> communities.memberCounts(COMMUNITY));
        JsonArray edges = new JsonArray().add(new JsonObject().put("node", new JsonObject().put("id", "a@b@c")));
        JsonObject found = new JsonObject().put("sub_groups", new JsonObject().put("edges", edges));
        session.answer(json(new JsonObject().put("data", new JsonObject().put("xwa2_group_query_by_id", found))));
        assertThat(failure(counts))
                .isInstanceOfSatisfying(
                        MexException.class, e -> assertThat(e.code()).isEqualTo("mex-malformed"));
    }

    @Test
    void makesAMemberTheOwnerAndForgetsWhoItWas() {
        known(COMMUNITY);
        CompletableFuture<Void> done = session.call(() -> communities.transfer(COMMUNITY, BEN.withDevice(4)));
        JsonObject role = new JsonObject().put("new_role", "SUPERADMIN_MEMBER").put("user_jid", BEN.toString());
        assertThat(query("29643783178598899"))
                .isEqualTo(new JsonObject()
                        .put("group_id", COMMUNITY.toString())
                        .put("role_updates", new JsonArray().add(role)));
        session.answer(json(
                new JsonObject().put("data", new JsonObject().put("xwa2_group_update_users_role", new JsonObject()))));
        assertThat(done).isCompleted();
        assertThat(asksFor(COMMUNITY)).isTrue();
    }

    @Test
    void whoIsNotTheOwnerIsToldSoAndKeepsWhatIsKnown() {
        known(COMMUNITY);
        CompletableFuture<Void> refused = session.call(() -> communities.transfer(COMMUNITY, BEN));
        JsonObject error = new JsonObject().put("extensions", new JsonObject().put("error_code", 403));
        session.answer(json(new JsonObject().put("errors", new JsonArray().add(error))));
        assertThat(failure(refused)).isInstanceOfSatisfying(MexException.class, e -> {
            assertThat(e.code()).isEqualTo("mex-403");
            assertThat(e.isRetryable()).isFalse();
        });
        assertThat(asksFor(COMMUNITY)).isFalse();
    }

    private static Throwable failure(CompletableFuture<?> future) {
        assertThat(future).isCompletedExceptionally();
        try {
            future.join();
            throw new AssertionError("it did not fail");
        } catch (CompletionException e) {
            return e.getCause();
        }
    }

    @ParameterizedTest
    @CsvSource({
        // Not an admin of it.
        "401, group-not-admin",
        // Not a member of it.
        "403, group-not-member",
        "404, group-unknown",
        // As many groups as a community can have.
        "412, group-community-full",
        "416, group-community-suspended"
    })
    void aRefusalSaysWhy(int number, String code) {
        CompletableFuture<List<LinkChange>> refused = session.call(() -> communities.link(COMMUNITY, List.of(ONE)));
        session.refuse(number);
        assertThat(failure(refused))
                .isInstanceOfSatisfying(
                        GroupException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void aRefusalThatIsAboutSomethingElseStaysWhatItIs() {
        CompletableFuture<Void> refused = session.call(() -> communities.deactivate(COMMUNITY));
        session.refuse(500);
        assertThat(failure(refused))
                .isInstanceOfSatisfying(
                        ServerErrorException.class,
                        e -> assertThat(e.serverCode()).isEqualTo(500));
    }

    @Test
    void nothingIsForgottenWhenTheServerSaysNo() {
        known(COMMUNITY);
        session.call(() -> communities.deactivate(COMMUNITY));
        session.refuse(401);
        assertThat(asksFor(COMMUNITY)).isFalse();
    }

    @Test
    void withoutAConnectionNothingIsAsked() {
        session.ready = false;
        assertThat(failure(session.call(() -> communities.subGroups(COMMUNITY))))
                .isInstanceOf(NotConnectedException.class);
        assertThat(session.outward).isEmpty();
    }

    @Test
    void anAnswerWithoutItsPartIsMalformed() {
        List<Function<CommunityFeature, CompletableFuture<?>>> questions = List.of(
                c -> session.call(() -> c.subGroups(COMMUNITY)),
                c -> session.call(() -> c.group(COMMUNITY, ONE)),
                c -> session.call(() -> c.members(COMMUNITY)),
                c -> session.call(() -> c.link(COMMUNITY, List.of(ONE))),
                c -> session.call(() -> c.unlink(COMMUNITY, List.of(ONE), false)),
                c -> session.call(() -> c.remove(COMMUNITY, List.of(ANN))),
                c -> session.call(() -> c.create(draft("Town", null))));
        for (Function<CommunityFeature, CompletableFuture<?>> question : questions) {
            CompletableFuture<?> answered = question.apply(communities);
            session.answer(Node.of("something"));
            assertThat(failure(answered)).isInstanceOf(MalformedNodeException.class);
        }
    }

    @Test
    void aDraftKeepsToTheLimits() {
        assertThat(draft("x", "d".repeat(2_048)).description()).hasSize(2_048);
        assertThat(draft("s".repeat(100), null).subject()).hasSize(100);
        assertThatThrownBy(() -> draft(" ", null)).hasMessageContaining("1 to 100 characters");
        assertThatThrownBy(() -> draft("s".repeat(101), null)).hasMessageContaining("1 to 100 characters");
        assertThatThrownBy(() -> draft("x", "d".repeat(2_049))).hasMessageContaining("at most 2048 characters");
    }
}

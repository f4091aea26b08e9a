package org.camelwhatsapp.simulator.iq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.simulator.LocalWorld.iq;

import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.LocalWorld;
import org.camelwhatsapp.simulator.server.LoopClient;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Group;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProfileRequestsTest {
    private static final byte[] JPEG = {1, 2, 3};

    private final LocalWorld local = new LocalWorld();
    private Account anna;
    private Account ben;
    private LoopClient annas;
    private LoopClient bens;
    private Group group;

    /** Anna is the admin of a group with Ben. */
    @BeforeEach
    void connect() {
        anna = local.account("Anna");
        ben = local.account("Ben");
        annas = local.link(anna);
        bens = local.link(ben);
        group = local.groups.create(anna, "Choir", List.of(ben), List.of());
    }

    @AfterEach
    void close() {
        local.close();
    }

    private static Node picture() {
        return Node.builder("picture").attr("type", "image").bytes(JPEG).build();
    }

    private static Node.Builder set(Jid target, Node... picture) {
        return iq("w:profile:picture", "set", picture).attr("target", target);
    }

    private static Node.Builder get(Jid target, Node... tokens) {
        Node picture = Node.builder("picture")
                .attr("type", "preview")
                .children(List.of(tokens))
                .build();
        return iq("w:profile:picture", "get", picture).attr("target", target);
    }

    @Test
    void aPictureHasANumberWhichIsNewWithEachPicture() {
        String first = annas.ask(set(null, picture())).requireChild("picture").requireAttr("id");
        String second = annas.ask(set(null, picture())).requireChild("picture").requireAttr("id");
        assertThat(second).isNotEqualTo(first);
        Node shown = bens.ask(get(anna.lid())).requireChild("picture");
        assertThat(shown.attr("id")).isEqualTo(second);
        assertThat(shown.attr("type")).isEqualTo("preview");
        assertThat(shown.attr("url")).startsWith("https://").endsWith(".enc");
        assertThat(anna.profile().picture()).isEqualTo(JPEG);
    }

    @Test
    void everybodyIsToldOfANewPictureAndOfOneThatIsGone() {
        annas.ask(set(null, picture()));
        Node told = bens.take().get(0);
        assertThat(told.attr("type")).isEqualTo("picture");
        assertThat(told.jid("from")).isEqualTo(anna.phoneJid());
        assertThat(told.requireChild("set").attr("id")).isEqualTo(anna.profile().pictureId());
        assertThat(told.requireChild("set").has("author")).isFalse();
        annas.ask(set(null));
        assertThat(bens.take().get(0).requireChild("delete").has("id")).isFalse();
        assertThat(bens.refusal(get(anna.lid()))).isEqualTo(404);
    }

    @Test
    void nobodyHasAPictureAtFirstAndNobodyIsNobody() {
        assertThat(annas.refusal(get(null))).isEqualTo(404);
        assertThat(annas.refusal(get(ben.lid()))).isEqualTo(404);
        assertThat(annas.refusal(get(Jid.lid("1")))).isEqualTo(404);
    }

    @Test
    void aHiddenPictureIsSeenByItsOwnerOnly() {
        annas.ask(set(null, picture()));
        anna.privacy().put("profile", "none");
        assertThat(bens.refusal(get(anna.lid()))).isEqualTo(401);
        assertThat(annas.refusal(get(anna.lid()))).isZero();
        assertThat(annas.refusal(get(null))).isZero();
    }

    @Test
    void thePictureOfARestrictedAccountIsForThoseWithItsToken() {
        annas.ask(set(null, picture()));
        anna.profile().setRestricted(true);
        anna.profile().trusted().put(ben, new byte[] {5});
        assertThat(bens.refusal(get(anna.lid()))).isEqualTo(401);
        assertThat(bens.refusal(get(anna.lid(), Node.of("tctoken", new byte[] {6}))))
                .isEqualTo(401);
        assertThat(bens.refusal(get(anna.lid(), Node.of("tctoken", new byte[] {5}))))
                .isZero();
    }

    @Test
    void theMembersOfAGroupAreToldOfItsPictureAndWhoSetIt() {
        LoopClient cleos = local.link(local.account("Cleo"));
        bens.ask(set(group.jid(), picture()));
        Node told = annas.take().get(0);
        assertThat(told.jid("from")).isEqualTo(group.jid());
        assertThat(told.requireChild("set").jid("author")).isEqualTo(ben.lid());
        assertThat(cleos.take()).isEmpty();
        assertThat(cleos.refusal(set(group.jid(), picture()))).isEqualTo(403);
    }

    @Test
    void onlyAdminsChangeThePictureOfALockedGroupAndNobodyThatOfAnother() {
        group.settings().put("locked", Node.of("locked"));
        assertThat(bens.refusal(set(group.jid(), picture()))).isEqualTo(401);
        assertThat(annas.refusal(set(group.jid(), picture()))).isZero();
        assertThat(annas.refusal(set(ben.lid(), picture()))).isEqualTo(403);
        assertThat(ben.profile().picture()).isNull();
    }

    @Test
    void thePictureOfACommunityIsAskedForAmongThoseOfItsGroups() {
        group.settings().put("parent", Node.of("parent"));
        annas.ask(set(group.jid(), picture()));
        assertThat(annas.refusal(get(group.jid()))).isEqualTo(401);
        Node asked =
                Node.builder("picture").attr("parent_group_jid", group.jid()).build();
        Node list = annas.ask(iq("w:g2", "get", Node.of("pictures", asked))).requireChild("pictures");
        assertThat(list.requireChild("picture").jid("jid")).isEqualTo(group.jid());
    }

    @Test
    void groupsWithoutAPictureAreLeftOutOfTheList() {
        Group other = local.groups.create(anna, "Chess", List.of(), List.of());
        annas.ask(set(group.jid(), picture()));
        Node[] asked = List.of(other.jid(), group.jid(), Jid.group("120363999999999999")).stream()
                .map(jid -> Node.builder("picture").attr("jid", jid).build())
                .toArray(Node[]::new);
        Node list = annas.ask(iq("w:g2", "get", Node.of("pictures", asked))).requireChild("pictures");
        assertThat(list.children("picture")).extracting(one -> one.jid("jid")).containsExactly(group.jid());
    }

    @Test
    void theOthersAreToldANewText() {
        Node status = Node.builder("status").text("On the road").build();
        assertThat(annas.refusal(iq("status", "set", status))).isZero();
        assertThat(anna.profile().about()).isEqualTo("On the road");
        assertThat(anna.profile().aboutSeconds()).isEqualTo(LocalWorld.NOW);
        Node told = bens.take().get(0);
        assertThat(told.attr("type")).isEqualTo("status");
        assertThat(told.requireChild("set").text()).isEqualTo("On the road");
        assertThat(annas.take()).isEmpty();
    }
}

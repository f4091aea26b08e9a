package org.camelwhatsapp.engine.business;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.contact.Usync;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.wire.Node;

/** The bots that the service offers. Mailbox only. Source: docs/protocol.md, "Bots". */
public final class BotFeature implements Feature {
    private static final List<Node> PROFILE =
            List.of(Node.of("bot", Node.builder("profile").attr("v", 1).build()));

    private final BusinessWire wire;
    private final Usync usync;

    public BotFeature(Session session) {
        this.wire = new BusinessWire(session, "bot");
        this.usync = new Usync(session);
    }

    /** All bots that this account may write to. */
    public CompletionStage<List<Bot>> list() {
        return wire.get(Node.builder("bot").attr("v", 2).build()).thenApply(answer -> {
            List<Bot> bots = new ArrayList<>();
            for (Node section : answer.requireChild("bot").children("section")) {
                if (section.attr("type", "").equals("all")) {
                    section.children("bot")
                            .forEach(bot -> bots.add(new Bot(bot.requireJid("jid"), bot.attr("persona_id"))));
                }
            }
            return bots;
        });
    }

    /** What bots tell of themselves; those who are none are left out. */
    public CompletionStage<List<BotProfile>> profiles(Collection<Jid> bots) {
        List<Node> users = bots.stream()
                .map(bot -> Node.builder("user")
                        .attr("jid", bot.toUser())
                        .child(Node.of("bot", Node.of("profile")))
                        .build())
                .toList();
        return usync.ask("interactive", PROFILE, users).thenApply(found -> {
            List<BotProfile> profiles = new ArrayList<>();
            for (Node user : found) {
                Jid jid = user.jid("jid");
                Node bot = user.child("bot");
                Node profile = bot == null ? null : bot.child("profile");
                if (jid != null && profile != null) {
                    profiles.add(read(jid, profile));
                }
            }
            return profiles;
        });
    }

    private static BotProfile read(Jid jid, Node profile) {
        List<BotProfile.Command> commands = new ArrayList<>();
        Node known = profile.child("commands");
        if (known != null) {
            known.children("command")
                    .forEach(command -> commands.add(new BotProfile.Command(
                            Leaves.text(command, "name", ""), Leaves.text(command, "description"))));
        }
        List<BotProfile.Prompt> prompts = new ArrayList<>();
        Node offered = profile.child("prompts");
        if (offered != null) {
            offered.children("prompt")
                    .forEach(prompt -> prompts.add(
                            new BotProfile.Prompt(Leaves.text(prompt, "emoji"), Leaves.text(prompt, "text", ""))));
        }
        return new BotProfile(
                jid,
                profile.attr("persona_id"),
                Leaves.text(profile, "name", ""),
                Leaves.text(profile, "description"),
                Leaves.text(profile, "category"),
                Leaves.text(profile, "attributes"),
                profile.child("default") != null,
                commands,
                prompts);
    }
}

package org.camelwhatsapp.engine.newsletter;

import java.nio.charset.StandardCharsets;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;

/** What the server says about newsletters. */
final class Answers {
    static final Jid NEWS = new Jid("120363000000000001", 0, Jid.NEWSLETTER_SERVER);

    static final String METADATA = """
            {"id":"120363000000000001@newsletter","state":{"type":"active"},
             "thread_metadata":{"creation_time":"1700000000","name":{"id":"1","text":"Offers","update_time":"1700000000000000"},
              "description":{"id":"2","text":"What is new"},"invite":"0029VaCODE","handle":null,"subscribers_count":"42",
              "picture":{"id":"9","type":"IMAGE","direct_path":"/v/t61/p"},"preview":{"id":"9","direct_path":"/v/t61/q"},
              "verification":"VERIFIED","settings":{"reaction_codes":{"value":"basic"}}},
             "viewer_metadata":{"role":"admin","settings":[{"type":"MUTE_ADMIN_ACTIVITY","value":"ON"},
              {"type":"MUTE_FOLLOWER_ACTIVITY","value":"OFF"}]}}""";

    private Answers() {}

    static Node result(String root, String value) {
        return Node.of("result", json("{\"data\":{\"" + root + "\":" + value + "}}"));
    }

    static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] text(String text) {
        return Message.newBuilder().setConversation(text).build().toByteArray();
    }

    /** A post that came. */
    static Node.Builder post(long serverId, byte[] plaintext) {
        return Node.builder("message")
                .attr("from", NEWS)
                .attr("id", "ID" + serverId)
                .attr("server_id", serverId)
                .attr("t", 1_700_000_000)
                .attr("type", "text")
                .child(Node.of("plaintext", plaintext));
    }
}

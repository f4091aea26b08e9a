package org.camelwhatsapp.component.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.camelwhatsapp.component.testing.LinkedRouteTest;
import org.camelwhatsapp.component.testing.RouteTestOf;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.engine.mex.MexException;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.newsletter.NewsletterInfo;
import org.camelwhatsapp.engine.newsletter.NewsletterListing;
import org.camelwhatsapp.engine.newsletter.NewsletterReactor;
import org.camelwhatsapp.engine.newsletter.NewsletterVoter;
import org.junit.jupiter.api.Test;

/** The directory of newsletters, and what those see who run one. */
class NewsletterDirectoryOperationTest extends LinkedRouteTest {
    @SuppressWarnings("unchecked")
    private <T> List<T> list(String operation, Map<String, Object> fields) {
        return (List<T>) perform(List.class, operation, fields);
    }

    private long post(Jid news, String operation, Map<String, Object> fields) {
        Long serverId = perform(SendResult.class, operation, fields).serverId();
        assertThat(serverId).isNotNull();
        return serverId;
    }

    @Test
    @RouteTestOf(operations = {"newsletter.directory", "newsletter.recommended", "newsletter.similar"})
    void showsTheDirectoryPageByPage() {
        Jid first = customer.newsletters().create("First");
        Jid second = customer.newsletters().create("Second");
        NewsletterListing page =
                perform(NewsletterListing.class, "newsletter.directory", Map.of("view", "NEW", "limit", 1));
        assertThat(page.newsletters()).extracting(NewsletterInfo::jid).containsExactly(second);
        NewsletterListing rest =
                perform(NewsletterListing.class, "newsletter.directory", Map.of("cursor", page.next(), "limit", 100));
        assertThat(rest.newsletters()).extracting(NewsletterInfo::jid).contains(first);
        assertThat(rest.next()).isNull();
        List<NewsletterInfo> proposed = list("newsletter.recommended", Map.of("countries", List.of("DE")));
        assertThat(proposed).extracting(NewsletterInfo::jid).contains(first, second);
        List<NewsletterInfo> similar = list("newsletter.similar", Map.of("newsletter", first));
        assertThat(similar).extracting(NewsletterInfo::jid).contains(second).doesNotContain(first);
        assertThatThrownBy(() -> perform("newsletter.recommended", Map.of("limit", 101)))
                .hasMessageContaining("limit");
    }

    @Test
    @RouteTestOf(operations = {"newsletter.reactors", "newsletter.voters", "newsletter.pin"})
    void tellsThoseWhoRunItWhatFollowersDid() {
        Jid news = perform(NewsletterInfo.class, "newsletter.create", "Ours").jid();
        customer.newsletters().follow(news);
        long post = post(news, "message.send", Map.of("chat", news, "text", "hello"));
        customer.newsletters().react(news, post, "👍");
        List<NewsletterReactor> reactors = list("newsletter.reactors", Map.of("newsletter", news, "serverId", post));
        assertThat(reactors).containsExactly(new NewsletterReactor("👍", List.of(customer.lid())));
        List<String> options = List.of("now", "later");
        long poll = post(news, "message.poll", Map.of("chat", news, "question", "When?", "options", options));
        perform("newsletter.vote", Map.of("newsletter", news, "serverId", poll, "options", List.of("later")));
        List<NewsletterVoter> voters =
                list("newsletter.voters", Map.of("newsletter", news, "serverId", poll, "options", options));
        assertThat(voters).containsExactly(new NewsletterVoter("later", List.of(own.lid())));
        perform("newsletter.pin", Map.of("newsletter", news, "serverIds", List.of(post), "pinned", true));
        assertThat(own.newsletters().pinned(news)).containsExactly(post);
        perform("newsletter.pin", Map.of("newsletter", news, "serverIds", List.of(post), "pinned", false));
        assertThat(own.newsletters().pinned(news)).isEmpty();
        Jid theirs = customer.newsletters().create("Theirs");
        assertThatThrownBy(() -> perform("newsletter.reactors", Map.of("newsletter", theirs, "serverId", 1)))
                .isInstanceOfSatisfying(
                        MexException.class, e -> assertThat(e.code()).isEqualTo("mex-403"));
    }
}

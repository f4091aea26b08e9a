package org.camelwhatsapp.engine.setting;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.appstate.AppStateAction;
import org.camelwhatsapp.engine.appstate.AppStateChange;
import org.camelwhatsapp.engine.appstate.AppStateFeature;
import org.camelwhatsapp.engine.event.Event;
import org.camelwhatsapp.engine.event.SettingChanged;
import org.camelwhatsapp.engine.session.Credentials;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.session.Session;

/**
 * The account's settings, its own name among them. A change completes when the server has it and fails as
 * {@link AppStateFeature#change} says. Mailbox only. Source: docs/protocol.md, "App state".
 */
public final class SettingFeature implements Feature {
    private final Session session;
    private final AppStateFeature appState;

    public SettingFeature(Session session, AppStateFeature appState) {
        this.session = session;
        this.appState = appState;
        for (Setting setting : Setting.values()) {
            appState.on(setting.action(), (action, transaction) -> changed(setting, action));
        }
    }

    private Event changed(Setting setting, AppStateAction action) {
        String value = setting.read(action.value());
        if (setting == Setting.PUSH_NAME && !value.isEmpty()) {
            keepName(value);
        }
        return new SettingChanged(setting.publicName(), value, action.timestamp());
    }

    /** The name is shown with each presence, so it must be known at the next login. */
    private void keepName(String name) {
        Credentials credentials = session.credentials();
        LinkedAccount account = credentials.requireAccount();
        if (!name.equals(account.pushName())) {
            session.updateCredentials(credentials.withAccount(account.withPushName(name)));
        }
    }

    /** All settings that the account has made, by name. */
    public CompletionStage<Map<String, String>> all() {
        Map<String, String> found = new LinkedHashMap<>();
        CompletionStage<Map<String, String>> result = CompletableFuture.completedFuture(found);
        for (Setting setting : Setting.values()) {
            result = result.thenCompose(v -> appState.values(setting.collection(), setting.action(), 1)
                    .thenApply(actions -> {
                        actions.forEach(action -> found.put(setting.publicName(), setting.read(action.value())));
                        return found;
                    }));
        }
        return result;
    }

    /**
     * Changes a setting.
     *
     * @param name one of those of {@link SettingChanged#name}
     * @param value {@code true} or {@code false} where it is one of two
     */
    public CompletionStage<Void> set(String name, String value) {
        Setting setting = Setting.of(name);
        return appState.change(List.of(
                AppStateChange.set(setting.collection(), setting.version(), setting.write(value), setting.action())));
    }
}

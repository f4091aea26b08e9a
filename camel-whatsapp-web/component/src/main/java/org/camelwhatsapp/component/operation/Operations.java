package org.camelwhatsapp.component.operation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The catalogue of operations: the one list that the producer, its options, the documentation, JSON and REST are made
 * from. Immutable.
 */
public final class Operations {
    private static final List<OperationGroup> GROUPS = List.of(
            new SessionOperations(),
            new MessageOperations(),
            new MediaOperations(),
            new AlbumOperations(),
            new StickerPackOperations(),
            new ContentOperations(),
            new EventOperations(),
            new InteractiveOperations(),
            new CommerceOperations(),
            new AddOnOperations(),
            new GroupOperations(),
            new GroupSettingOperations(),
            new GroupInviteOperations(),
            new CommunityOperations(),
            new ContactOperations(),
            new ProfileOperations(),
            new NewsletterOperations(),
            new NewsletterPostOperations(),
            new NewsletterDirectoryOperations(),
            new PresenceOperations(),
            new ArchiveOperations(),
            new ChatOperations(),
            new LabelOperations(),
            new SettingOperations(),
            new StatusOperations(),
            new BusinessOperations(),
            new CatalogOperations(),
            new HistoryOperations());

    private static final Map<String, Operation<?>> ALL = collect();

    private Operations() {}

    private static Map<String, Operation<?>> collect() {
        Map<String, Operation<?>> all = new LinkedHashMap<>();
        for (OperationGroup group : GROUPS) {
            for (Operation<?> operation : group.operations()) {
                if (all.put(operation.name(), operation) != null) {
                    throw new IllegalStateException("two operations are named " + operation.name());
                }
            }
        }
        return Collections.unmodifiableMap(all);
    }

    /** By name, in the order of the documentation. */
    public static Map<String, Operation<?>> all() {
        return ALL;
    }

    /** @throws UnknownOperationException if there is no such operation */
    public static Operation<?> require(String name) {
        Operation<?> operation = ALL.get(name);
        if (operation == null) {
            throw new UnknownOperationException(name);
        }
        return operation;
    }
}

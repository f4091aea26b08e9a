package org.camelwhatsapp.gateway.notify;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who a notification goes to (OA-23 to OA-27, OA-118 to OA-120).
 *
 * @param targets {@code self}, or digits of phone numbers, one to five, each once
 * @param skipped numbers beyond the fifth
 */
record Recipients(List<String> targets, int skipped) {
    static final String SELF = "self";

    private static final int MAX_PHONES = 5;
    private static final int MIN_DIGITS = 7;
    private static final int MAX_DIGITS = 15;
    private static final String CHOOSE = "Specify one of: 'self', 'username', 'phone', or 'phones'";

    /** @param usernames finds the phone number of a linked user */
    static Recipients of(Map<String, ?> request, Function<String, Optional<String>> usernames) {
        Fields fields = new Fields(request);
        boolean self = present(fields.any("self")) != null && fields.flag("self", false);
        String username = present(fields.any("username")) == null ? "" : fields.text("username");
        Object to = present(fields.any("to"));
        Object phone = present(fields.any("phone"));
        Object phones = present(fields.any("phones"));
        // One number or a list: the SDK has one name for both (OA-40).
        if (to instanceof List<?>) {
            phones = phones == null ? to : refuseTwo();
        } else if (to != null) {
            phone = phone == null ? to : refuseTwo();
        }
        boolean many = phones != null && !(phones instanceof List<?> list && list.isEmpty());
        int forms = (self ? 1 : 0) + (username.isEmpty() ? 0 : 1) + (phone == null ? 0 : 1) + (many ? 1 : 0);
        if (forms > 1) {
            throw new NotifyException(400, CHOOSE);
        }
        if (many) {
            return ofMany(phones);
        }
        if (phone != null) {
            String digits = digits(phone);
            if (digits == null) {
                throw new NotifyException(400, "Invalid phone number");
            }
            return new Recipients(List.of(digits), 0);
        }
        if (!username.isEmpty()) {
            String number = usernames
                    .apply(username)
                    .orElseThrow(() -> new NotifyException(404, "Username not found or not linked to WhatsApp"));
            return new Recipients(List.of(number), 0);
        }
        if (phones instanceof List<?> && !self) {
            throw new NotifyException(400, "No valid phones in list");
        }
        return new Recipients(List.of(SELF), 0);
    }

    private static Object refuseTwo() {
        throw new NotifyException(400, CHOOSE);
    }

    /** False and empty count as absent (OA-119). */
    private static @Nullable Object present(@Nullable Object value) {
        return value == null || value.toString().isEmpty() || Boolean.FALSE.equals(value) ? null : value;
    }

    private static Recipients ofMany(@Nullable Object phones) {
        if (!(phones instanceof List<?> list)) {
            throw new NotifyException(400, "'phones' must be a list");
        }
        Set<String> targets = new LinkedHashSet<>();
        for (Object phone : list.subList(0, Math.min(MAX_PHONES, list.size()))) {
            String digits = digits(phone);
            if (digits != null) {
                targets.add(digits);
            }
        }
        if (targets.isEmpty()) {
            throw new NotifyException(400, "No valid phones in list");
        }
        return new Recipients(List.copyOf(targets), Math.max(0, list.size() - MAX_PHONES));
    }

    /** The digits of a number, or null: booleans and fractions are no numbers to write to. */
    private static @Nullable String digits(@Nullable Object phone) {
        if (!(phone instanceof String) && !(phone instanceof Integer) && !(phone instanceof Long)) {
            return null;
        }
        String digits = phone.toString().replaceAll("[^0-9]", "");
        return digits.length() < MIN_DIGITS || digits.length() > MAX_DIGITS ? null : digits;
    }
}

package org.camelwhatsapp.gateway.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who a notification goes to (OA-23 to OA-27, OA-118 to OA-120).
 *
 * @param targets {@code self}, or digits of phone numbers, one to five
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
        boolean self = Boolean.TRUE.equals(request.get("self"));
        Object username = present(request.get("username"));
        Object phone = present(request.get("phone"));
        Object phones = request.get("phones");
        boolean many = phones != null && !(phones instanceof List<?> list && list.isEmpty());
        int forms = (self ? 1 : 0) + (username == null ? 0 : 1) + (phone == null ? 0 : 1) + (many ? 1 : 0);
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
        if (username != null) {
            String number = usernames
                    .apply(username.toString())
                    .orElseThrow(() -> new NotifyException(404, "Username not found or not linked to WhatsApp"));
            return new Recipients(List.of(number), 0);
        }
        if (phones instanceof List<?>) {
            throw new NotifyException(400, "No valid phones in list");
        }
        return new Recipients(List.of(SELF), 0);
    }

    private static @Nullable Object present(@Nullable Object value) {
        return value == null || value.toString().isEmpty() || Boolean.FALSE.equals(value) ? null : value;
    }

    private static Recipients ofMany(@Nullable Object phones) {
        if (!(phones instanceof List<?> list)) {
            throw new NotifyException(400, "'phones' must be a list");
        }
        List<String> targets = new ArrayList<>();
        for (Object phone : list.subList(0, Math.min(MAX_PHONES, list.size()))) {
            String digits = digits(phone);
            if (digits != null) {
                targets.add(digits);
            }
        }
        if (targets.isEmpty()) {
            throw new NotifyException(400, "No valid phones in list");
        }
        return new Recipients(targets, Math.max(0, list.size() - MAX_PHONES));
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

package org.camelwhatsapp.engine.contact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Known pairs of addresses, in the order of the numbers.
 *
 * @param next where the next page begins, or null if this is the last one
 */
public record AddressPage(List<AddressPair> pairs, @Nullable String next) {
    public AddressPage {
        pairs = List.copyOf(pairs);
    }
}

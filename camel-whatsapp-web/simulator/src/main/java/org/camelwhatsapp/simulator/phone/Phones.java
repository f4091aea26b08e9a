package org.camelwhatsapp.simulator.phone;

import java.util.LinkedHashMap;
import java.util.Map;
import org.camelwhatsapp.simulator.World;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.PublishedKeys;

/** The phones, one per account. Lives on the simulator's event loop. */
public final class Phones {
    private final World world;
    private final Map<Account, PhoneCore> phones = new LinkedHashMap<>();

    public Phones(World world) {
        this.world = world;
    }

    public PhoneCore add(Account account) {
        PhoneCore phone = new PhoneCore(world, this, account);
        phones.put(account, phone);
        return phone;
    }

    /** @throws IllegalArgumentException if the account is not of this simulator */
    public PhoneCore of(Account account) {
        PhoneCore phone = phones.get(account);
        if (phone == null) {
            throw new IllegalArgumentException("no phone for this account");
        }
        return phone;
    }

    public PublishedKeys keysOf(Account account) {
        return of(account).keys();
    }
}

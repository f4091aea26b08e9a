package org.camelwhatsapp.engine.message;

import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.contact.ContactTokens;
import org.camelwhatsapp.engine.contact.DeviceDirectory;
import org.camelwhatsapp.engine.group.GroupFeature;

/**
 * Where messages find out whom they go to.
 *
 * @param addresses numbers and LIDs
 * @param devices of users
 * @param groups with their members
 * @param statuses recipients of status posts
 * @param tokens for contacts that only hear whom they know
 */
public record MessageSources(
        AddressBook addresses,
        DeviceDirectory devices,
        GroupFeature groups,
        StatusRecipients statuses,
        ContactTokens tokens) {}

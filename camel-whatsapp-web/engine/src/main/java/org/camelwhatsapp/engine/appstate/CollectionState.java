package org.camelwhatsapp.engine.appstate;

/**
 * How far this device is with a collection.
 *
 * @param version of the last patch that was applied, 0 for none
 * @param hash over all values, 128 bytes, not to be changed
 */
public record CollectionState(long version, byte[] hash) {
    /** Nothing yet. */
    public static final CollectionState EMPTY = new CollectionState(0, new byte[LtHash.BYTES]);

    @Override
    public String toString() {
        return "CollectionState[" + version + "]";
    }
}

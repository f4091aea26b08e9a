package org.camelwhatsapp.engine.appstate;

import org.camelwhatsapp.proto.SyncActionValue;

/**
 * One mutation that was opened and found genuine. The arrays are not to be changed.
 *
 * @param set whether a value was set, rather than removed
 * @param indexMac names its place, 32 bytes
 * @param valueMac its member of the hash, 32 bytes
 * @param index what it is about, a JSON array of texts
 * @param value what was set
 * @param version of the action
 */
public record OpenMutation(
        boolean set, byte[] indexMac, byte[] valueMac, byte[] index, SyncActionValue value, int version) {
    /** Never prints what it is about. */
    @Override
    public String toString() {
        return "OpenMutation[" + (set ? "set" : "remove") + "]";
    }
}

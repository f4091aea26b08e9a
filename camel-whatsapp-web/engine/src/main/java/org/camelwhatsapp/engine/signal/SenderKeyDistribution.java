package org.camelwhatsapp.engine.signal;

/**
 * A sender key as it is handed to the members of a group.
 *
 * @param keyId names the key
 * @param iteration the first message that the receiver can read
 * @param bytes the serialised structure; a secret
 */
public record SenderKeyDistribution(int keyId, int iteration, byte[] bytes) {
    /** Never prints the key. */
    @Override
    public String toString() {
        return "SenderKeyDistribution[" + keyId + " from " + iteration + "]";
    }
}

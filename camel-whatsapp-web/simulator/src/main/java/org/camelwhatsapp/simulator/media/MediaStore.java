package org.camelwhatsapp.simulator.media;

import io.vertx.core.buffer.Buffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files on the media host, complete and partial ones, in memory. Bounded by bytes and to 50,000 files: when it is full
 * the oldest files go, as if they had expired. Event loop only.
 */
final class MediaStore {
    private static final int MAX_FILES = 50_000;

    private final long capacity;
    private final Map<String, Blob> blobs = new LinkedHashMap<>();
    /** Those of the last {@link #clear}, at most as many bytes as fit in here. */
    private final Map<String, Blob> forgotten = new LinkedHashMap<>();

    private long used;

    /** One file, as far as it has arrived. */
    static final class Blob {
        private final String token;
        private Buffer bytes = Buffer.buffer();
        private boolean complete;

        private Blob(String token) {
            this.token = token;
        }

        Buffer bytes() {
            return bytes;
        }
    }

    /** @param capacity in bytes, of all files together */
    MediaStore(long capacity) {
        this.capacity = capacity;
    }

    /** Starts a file, or goes on with one from an offset; null when there are fewer bytes than that. */
    @Nullable
    Blob begin(String token, int offset) {
        Blob older = blobs.get(token);
        int present = older == null ? 0 : older.bytes.length();
        if (offset > present) {
            return null;
        }
        remove(token);
        Blob blob = new Blob(token);
        if (older != null && offset > 0) {
            blob.bytes = older.bytes.getBuffer(0, offset);
        }
        blobs.put(token, blob);
        used += offset;
        makeRoom(blob);
        return blob;
    }

    /** Whether the piece was added: not to a file that would be too large, or that another upload has replaced. */
    boolean append(Blob blob, Buffer piece) {
        if (blobs.get(blob.token) != blob || blob.bytes.length() + (long) piece.length() > capacity) {
            return false;
        }
        blob.bytes.appendBuffer(piece);
        used += piece.length();
        makeRoom(blob);
        return true;
    }

    private void makeRoom(Blob kept) {
        Iterator<Blob> oldest = blobs.values().iterator();
        while ((used > capacity || blobs.size() > MAX_FILES) && oldest.hasNext()) {
            Blob blob = oldest.next();
            if (blob != kept) {
                oldest.remove();
                used -= blob.bytes.length();
            }
        }
    }

    void complete(Blob blob) {
        blob.complete = true;
    }

    /** A complete file, or null. */
    @Nullable
    Blob find(String token) {
        Blob blob = blobs.get(token);
        return blob != null && blob.complete ? blob : null;
    }

    /** How many bytes of an incomplete upload there are. */
    int partialLength(String token) {
        Blob blob = blobs.get(token);
        return blob == null ? 0 : blob.bytes.length();
    }

    void remove(String token) {
        Blob blob = blobs.remove(token);
        if (blob != null) {
            used -= blob.bytes.length();
        }
    }

    /** Forgets all; what was there last can be brought back. */
    void clear() {
        forgotten.clear();
        forgotten.putAll(blobs);
        blobs.clear();
        used = 0;
    }

    /** Brings a forgotten file back. */
    boolean restore(String token) {
        Blob blob = forgotten.get(token);
        if (blob == null) {
            return blobs.containsKey(token);
        }
        if (blobs.putIfAbsent(token, blob) == null) {
            used += blob.bytes.length();
            makeRoom(blob);
        }
        return true;
    }

    long usedBytes() {
        return used;
    }
}

package org.camelwhatsapp.engine.history;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates a zlib stream as it is read, and refuses one that grows too much. Closes what it reads from. */
final class BoundedInflater extends InputStream {
    private static final int PIECE = 16 << 10;

    private final InputStream compressed;
    private final HistoryLimits limits;
    private final Inflater inflater = new Inflater();
    private final byte[] piece = new byte[PIECE];
    private final byte[] single = new byte[1];

    BoundedInflater(InputStream compressed, HistoryLimits limits) {
        this.compressed = compressed;
        this.limits = limits;
    }

    @Override
    public int read() throws IOException {
        int count = read(single, 0, 1);
        return count < 0 ? -1 : single[0] & 0xff;
    }

    /** @throws HistoryException if there is more than the limits allow, or it is no zlib stream */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            while (!inflater.finished()) {
                int count = inflater.inflate(bytes, offset, length);
                if (count > 0) {
                    check();
                    return count;
                }
                if (inflater.needsDictionary()) {
                    throw new HistoryException(HistoryException.Reason.MALFORMED, "the history needs a dictionary");
                }
                if (inflater.needsInput() && !inflater.finished()) {
                    fill();
                }
            }
            return -1;
        } catch (DataFormatException e) {
            throw new HistoryException(HistoryException.Reason.MALFORMED, "the history cannot be inflated", e);
        }
    }

    private void fill() throws IOException {
        int count = compressed.read(piece);
        if (count < 0) {
            throw new EOFException("the compressed history ends too early");
        }
        inflater.setInput(piece, 0, count);
    }

    private void check() {
        long inflated = inflater.getBytesWritten();
        if (inflated > limits.maxBytes()) {
            throw new HistoryException(
                    HistoryException.Reason.TOO_LARGE,
                    "the history inflates to more than " + limits.maxBytes() + " bytes");
        }
        if (inflated > limits.freeBytes() && inflated / limits.maxRatio() > inflater.getBytesRead()) {
            throw new HistoryException(
                    HistoryException.Reason.TOO_LARGE,
                    "the history inflates to more than " + limits.maxRatio() + " times its size");
        }
    }

    /** How many bytes came out so far. */
    long inflated() {
        return inflater.getBytesWritten();
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        compressed.close();
    }
}

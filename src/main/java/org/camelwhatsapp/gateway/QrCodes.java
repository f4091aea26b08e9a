package org.camelwhatsapp.gateway;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.client.j2se.MatrixToImageWriter;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.camelwhatsapp.engine.event.QrCodeIssued;
import org.jspecify.annotations.Nullable;

/** The code to scan: the newest one as an image, and as text for a terminal. Thread-safe. */
public final class QrCodes {
    private static final int PIXELS = 384;

    private final InstantSource time;
    private final List<Consumer<QrCodeIssued>> watchers = new ArrayList<>();
    private volatile @Nullable QrCodeIssued newest;

    public QrCodes(InstantSource time) {
        this.time = time;
    }

    /** Takes a new code, which replaces the one before. */
    public synchronized void accept(QrCodeIssued code) {
        newest = code;
        watchers.forEach(watcher -> watcher.accept(code));
    }

    /** Hands over the code that is there, if any, and every one that comes. None is missed. */
    public synchronized void watch(Consumer<QrCodeIssued> watcher) {
        watchers.add(watcher);
        newest().ifPresent(watcher);
    }

    /** The newest code, if there was one. */
    public Optional<QrCodeIssued> newest() {
        return Optional.ofNullable(newest);
    }

    /** The newest code as PNG, or null when none is valid now. */
    public byte @Nullable [] png() {
        QrCodeIssued code = newest;
        if (code == null || code.validUntil().isBefore(time.instant())) {
            return null;
        }
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            MatrixToImageWriter.writeToStream(matrix(code.text(), PIXELS), "PNG", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@link #toTerminal} is made of. */
    static final String SQUARES = " ▄▀█";

    /** A code in half-block characters, two rows of squares to a line, dark on light. */
    public static String toTerminal(String text) {
        BitMatrix matrix = matrix(text, 0);
        StringBuilder lines = new StringBuilder();
        for (int y = 0; y < matrix.getHeight(); y += 2) {
            for (int x = 0; x < matrix.getWidth(); x++) {
                boolean upper = matrix.get(x, y);
                boolean lower = y + 1 < matrix.getHeight() && matrix.get(x, y + 1);
                lines.append(upper ? lower ? ' ' : '▄' : lower ? '▀' : '█');
            }
            lines.append('\n');
        }
        return lines.toString();
    }

    private static BitMatrix matrix(String text, int size) {
        try {
            return new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, size, size, Map.of(EncodeHintType.MARGIN, 2));
        } catch (WriterException e) {
            throw new IllegalArgumentException("this text does not fit into a QR code", e);
        }
    }
}

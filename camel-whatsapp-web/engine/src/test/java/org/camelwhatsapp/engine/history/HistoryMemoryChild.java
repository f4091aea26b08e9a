package org.camelwhatsapp.engine.history;

import com.google.protobuf.CodedOutputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.proto.HistorySync;
import org.camelwhatsapp.proto.HistorySyncMsg;

/** Writes one chat of so many bytes to a file and reads it as the engine does, in a small heap. */
final class HistoryMemoryChild {
    private static final String CHAT = "2@lid";
    private static final int TEXT = 2_000;

    private HistoryMemoryChild() {}

    public static void main(String[] args) throws IOException {
        Path blob = Path.of(args[0]);
        int messages = write(blob, Long.parseLong(args[1]));
        BatchReader batches = new BatchReader(
                new HistoryReader(new BufferedInputStream(Files.newInputStream(blob)), HistoryLimits.DEFAULT, true),
                Jid.lid("1"),
                true);
        int read = 0;
        for (HistoryBatch batch = batches.next(); batch != null; batch = batches.next()) {
            read += batch.messages();
        }
        System.out.println(read == messages ? "read all" : "read " + read + " of " + messages);
    }

    /** Piece by piece, as the whole does not fit into the heap either. */
    private static int write(Path blob, long bytes) throws IOException {
        Random random = new Random(1);
        byte[] letters = new byte[TEXT];
        int count = (int) (bytes / TEXT);
        try (DeflaterOutputStream deflated =
                new DeflaterOutputStream(Files.newOutputStream(blob), new Deflater(Deflater.BEST_SPEED), 64 << 10)) {
            CodedOutputStream out = CodedOutputStream.newInstance(deflated);
            HistorySyncMsg[] some = new HistorySyncMsg[64];
            for (int i = 0; i < some.length; i++) {
                for (int at = 0; at < TEXT; at++) {
                    letters[at] = (byte) (random.nextInt(5) == 0 ? ' ' : 'a' + random.nextInt(26));
                }
                String text = new String(letters, java.nio.charset.StandardCharsets.US_ASCII);
                some[i] = HistorySyncMsg.newBuilder()
                        .setMessage(Blobs.text(CHAT, "M" + i, false, text))
                        .build();
            }
            int size = 2 + CHAT.length();
            for (int i = 0; i < count; i++) {
                size += CodedOutputStream.computeMessageSize(2, some[i % some.length]);
            }
            out.writeTag(HistorySync.CONVERSATIONS_FIELD_NUMBER, 2);
            out.writeUInt32NoTag(size);
            out.writeString(1, CHAT);
            for (int i = 0; i < count; i++) {
                out.writeMessage(2, some[i % some.length]);
            }
            out.flush();
        }
        return count;
    }
}

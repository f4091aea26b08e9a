package org.camelwhatsapp.gateway;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.camelwhatsapp.engine.event.QrCodeIssued;

/** What a person at the terminal sees. The only place of the gateway that prints. */
public final class Terminal {
    private final PrintStream out;

    public Terminal(PrintStream out) {
        this.out = out;
    }

    /**
     * That of this process. A container often has no locale, and Java then prints question marks for what is not ASCII;
     * a code to scan would be lost. It is written to in UTF-8 instead.
     */
    public static Terminal ofThisProcess() {
        String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding", "UTF-8"));
        if (Charset.isSupported(name) && Charset.forName(name).newEncoder().canEncode(QrCodes.SQUARES)) {
            return new Terminal(System.out);
        }
        return new Terminal(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
    }

    /** Shows a code to scan. */
    public void show(QrCodeIssued code) {
        out.println();
        out.println("Scan this with the phone: Settings, Linked devices, Link a device" + " (code " + code.number()
                + " of " + code.total() + ")");
        out.println(QrCodes.toTerminal(code.text()));
    }

    public void print(String text) {
        out.println(text);
    }
}

package org.camelwhatsapp.gateway;

import java.io.PrintStream;
import org.camelwhatsapp.engine.event.QrCodeIssued;

/** What a person at the terminal sees. The only place of the gateway that prints. */
public final class Terminal {
    private final PrintStream out;

    public Terminal(PrintStream out) {
        this.out = out;
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

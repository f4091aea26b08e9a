package org.camelwhatsapp.interop;

class BaileysInteropTest extends NodeClientTests {
    BaileysInteropTest() {
        super("baileys-driver.mjs");
    }
}

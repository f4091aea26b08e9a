package org.camelwhatsapp.interop;

class BaileysContentTest extends NodeContentTests {
    BaileysContentTest() {
        super("baileys-driver.mjs");
    }
}

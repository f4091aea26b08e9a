package org.camelwhatsapp.engine.media;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A certificate for this machine, made by the JDK's own tool, so that no private key lies in the repository. */
record TestCertificate(Path keyStore, Path pem) {
    static final String PASSWORD = "changeit";

    static TestCertificate make(Path directory) throws Exception {
        Path keyStore = directory.resolve("media.p12");
        Path pem = directory.resolve("media.pem");
        keytool("-genkeypair -alias media -keyalg EC -groupname secp256r1 -dname CN=media -validity 30"
                + " -ext SAN=IP:127.0.0.1,DNS:localhost -storetype PKCS12 -keystore " + keyStore);
        keytool("-exportcert -rfc -alias media -file " + pem + " -keystore " + keyStore);
        return new TestCertificate(keyStore, pem);
    }

    private static void keytool(String arguments) throws Exception {
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Path log = Files.createTempFile("keytool", ".log");
        Process process = new ProcessBuilder((tool + " " + arguments + " -storepass " + PASSWORD).split(" "))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(180, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("keytool failed: " + Files.readString(log));
        }
        Files.delete(log);
    }
}

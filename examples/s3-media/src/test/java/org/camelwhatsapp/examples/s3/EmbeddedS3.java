package org.camelwhatsapp.examples.s3;

import java.net.URI;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

/** A server in this process that speaks S3 and keeps everything in memory. */
final class EmbeddedS3 implements AutoCloseable {
    private final S3Proxy server;

    EmbeddedS3() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("jclouds.provider", "transient-nio2");
        properties.setProperty("jclouds.identity", "local");
        properties.setProperty("jclouds.credential", "local");
        server = S3Proxy.builder()
                .blobStore(BlobStores.create("transient-nio2", properties))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.NONE, null, null)
                .build();
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getPort();
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}

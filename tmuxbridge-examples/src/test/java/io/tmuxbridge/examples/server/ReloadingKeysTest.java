package io.tmuxbridge.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real handshakes while the files change. */
class ReloadingKeysTest {

    @TempDir
    private Path directory;

    private static final TrustManager ANYBODY = new X509TrustManager() {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    };

    private static Certificate shown(SSLContext server, String protocol) throws Exception {
        SSLContext client = SSLContext.getInstance("TLS");
        client.init(null, new TrustManager[] {ANYBODY}, null);
        try (SSLServerSocket listening = (SSLServerSocket)
                server.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> {
                try (SSLSocket accepted = (SSLSocket) listening.accept()) {
                    accepted.startHandshake();
                    accepted.getInputStream().read();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            try (SSLSocket socket = (SSLSocket) client.getSocketFactory()
                    .createSocket(InetAddress.getLoopbackAddress(), listening.getLocalPort())) {
                socket.setEnabledProtocols(new String[] {protocol});
                socket.startHandshake();
                Certificate certificate = socket.getSession().getPeerCertificates()[0];
                socket.getOutputStream().write(1);
                serving.join();
                return certificate;
            }
        }
    }

    private void replace(TestKeys.Pair old, TestKeys.Pair fresh, int seconds) throws Exception {
        Files.copy(fresh.certificate(), old.certificate(), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(fresh.key(), old.key(), StandardCopyOption.REPLACE_EXISTING);
        FileTime later = FileTime.from(Instant.now().plusSeconds(seconds));
        Files.setLastModifiedTime(old.certificate(), later);
        Files.setLastModifiedTime(old.key(), later);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void aRenewedCertificateIsShownToTheNextConnection(String algorithm) throws Exception {
        TestKeys.Pair used = TestKeys.make(directory, algorithm);
        TestKeys.Pair fresh = TestKeys.make(Files.createDirectory(directory.resolve("fresh")), algorithm);
        SSLContext context = PemIdentity.read(used.certificate(), used.key(), Duration.ZERO);
        Certificate first = shown(context, "TLSv1.3");
        assertThat(shown(context, "TLSv1.2")).isEqualTo(first);
        replace(used, fresh, 10);
        Certificate second = shown(context, "TLSv1.3");
        assertThat(second).isNotEqualTo(first);
        assertThat(shown(context, "TLSv1.2")).isEqualTo(second);
    }

    @Test
    void filesThatCannotBeUsedLeaveTheLastGoodCertificate() throws Exception {
        TestKeys.Pair used = TestKeys.make(directory, "EC");
        TestKeys.Pair fresh = TestKeys.make(Files.createDirectory(directory.resolve("fresh")), "EC");
        SSLContext context = PemIdentity.read(used.certificate(), used.key(), Duration.ZERO);
        Certificate first = shown(context, "TLSv1.3");
        Files.writeString(used.certificate(), "half a fi");
        Files.setLastModifiedTime(
                used.certificate(), FileTime.from(Instant.now().plusSeconds(10)));
        assertThat(shown(context, "TLSv1.3")).isEqualTo(first);
        replace(used, fresh, 20);
        assertThat(shown(context, "TLSv1.3")).isNotEqualTo(first);
    }
}

package io.tmuxbridge.examples.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.TmuxBridgeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemIdentityTest {

    @TempDir
    private static Path directory;

    private static TestKeys.Pair rsa;
    private static TestKeys.Pair ec;
    private static TestKeys.Pair otherEc;
    private static TestKeys.Pair ed25519;

    @BeforeAll
    static void makeKeys() throws Exception {
        rsa = TestKeys.make(directory, "RSA");
        ec = TestKeys.make(directory, "EC");
        otherEc = TestKeys.make(Files.createDirectory(directory.resolve("other")), "EC");
        ed25519 = TestKeys.make(directory, "Ed25519");
    }

    @Test
    void commonKindsOfKeysAreRead() {
        for (TestKeys.Pair files : List.of(rsa, ec, ed25519)) {
            assertThat(PemIdentity.read(files.certificate(), files.key()).getProtocol())
                    .isEqualTo("TLS");
        }
    }

    @Test
    void aMissingFileIsNamed() {
        refused(directory.resolve("no.pem"), directory.resolve("no-key.pem"), "there is no file", "no.pem");
    }

    @Test
    void aFileWithoutACertificateIsNamed() throws Exception {
        Path empty = Files.writeString(directory.resolve("empty.pem"), "");
        Path nonsense = Files.writeString(directory.resolve("nonsense.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n");
        refused(empty, empty, "empty.pem", "certificate");
        refused(nonsense, nonsense, "nonsense.pem", "certificate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY"})
    void anotherFormatOfKeySaysHowToConvertIt(String label) throws Exception {
        Path key = Files.writeString(directory.resolve("old.pem"), TestKeys.pem(label, new byte[100]));
        refused(ec.certificate(), key, "old.pem", "openssl pkcs8 -topk8 -nocrypt");
    }

    @Test
    void aKeyOfAnotherKindIsNamed() {
        refused(ec.certificate(), rsa.key(), "RSA-key.pem", "EC");
    }

    @Test
    void aKeyOfAnotherCertificateIsNamed() {
        refused(ec.certificate(), otherEc.key(), "EC-key.pem", "is not that of the first certificate");
    }

    private static void refused(Path certificate, Path key, String... words) {
        assertThatThrownBy(() -> PemIdentity.read(certificate, key))
                .isInstanceOf(TmuxBridgeException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void ofAllCertificatesTheOneInTheFileIsTrustedAsItIsNow() throws Exception {
        Path file = Files.copy(ec.certificate(), directory.resolve("renewed.pem"));
        Path stranger = otherEc.certificate();
        OneCertificate trust = new OneCertificate(file);
        trust.checkServerTrusted(PemIdentity.chain(file), "EC");
        assertThatThrownBy(() -> trust.checkServerTrusted(PemIdentity.chain(stranger), "EC"))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining(file.toString());
        Files.copy(stranger, file, StandardCopyOption.REPLACE_EXISTING);
        trust.checkServerTrusted(PemIdentity.chain(stranger), "EC");
    }
}

package io.tmuxbridge.examples.server;

import io.tmuxbridge.TmuxBridgeException;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's certificate and key, read again when their files have changed: a renewed certificate counts for the next
 * connection, without a restart. Files that cannot be used leave the last good ones in place.
 *
 * <p>Handshakes ask; the files are looked at every few seconds at most. A name tells the pair that a handshake began
 * with, so that it does not end with half of another one.
 *
 * <p><b>Threads:</b> any.
 */
final class ReloadingKeys extends X509ExtendedKeyManager {

    private static final Logger LOG = LoggerFactory.getLogger(ReloadingKeys.class);

    private final Path certificate;
    private final Path key;
    private final long pauseNanos;
    private final AtomicLong lastLook = new AtomicLong(System.nanoTime());
    private volatile Pair current;
    private volatile @Nullable Pair before;

    /** What one reading gave, and when the files had last been changed by then. */
    private record Pair(String name, X509Certificate[] chain, PrivateKey key, List<FileTime> changed) {}

    ReloadingKeys(Path certificate, Path key, Duration pause) {
        this.certificate = certificate;
        this.key = key;
        this.pauseNanos = pause.toNanos();
        this.current = read(1, changed());
    }

    private Pair read(int number, List<FileTime> changed) {
        PemIdentity.Identity identity = PemIdentity.identity(certificate, key);
        return new Pair("server-" + number, identity.chain(), identity.key(), changed);
    }

    private List<FileTime> changed() {
        try {
            return List.of(Files.getLastModifiedTime(certificate), Files.getLastModifiedTime(key));
        } catch (IOException e) {
            return List.of(); // reading them says what is wrong
        }
    }

    private String look() {
        long last = lastLook.get();
        long now = System.nanoTime();
        if (now - last >= pauseNanos && lastLook.compareAndSet(last, now)) {
            reload();
        }
        return current.name();
    }

    private void reload() {
        List<FileTime> changed = changed();
        Pair old = current;
        if (changed.equals(old.changed())) {
            return;
        }
        try {
            Pair fresh = read(Integer.parseInt(old.name().substring("server-".length())) + 1, changed);
            before = old;
            current = fresh;
            LOG.info("the certificate in {} was changed and is used from now on", certificate);
        } catch (TmuxBridgeException e) {
            LOG.warn("the certificate was changed and cannot be used; the last one stays: {}", e.getMessage());
        }
    }

    private @Nullable Pair named(String name) {
        Pair old = before;
        if (current.name().equals(name)) {
            return current;
        }
        return old != null && old.name().equals(name) ? old : null;
    }

    private @Nullable String aliasFor(String keyType) {
        String name = look();
        Pair pair = named(name);
        String algorithm = pair == null ? "" : pair.key().getAlgorithm();
        boolean fits = algorithm.equals(keyType) || algorithm.equals("EdDSA") && keyType.startsWith("Ed");
        return fits ? name : null;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return aliasFor(keyType);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return aliasFor(keyType);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        Pair pair = named(alias);
        return pair == null ? null : pair.chain().clone();
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        Pair pair = named(alias);
        return pair == null ? null : pair.key();
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        String alias = aliasFor(keyType);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}

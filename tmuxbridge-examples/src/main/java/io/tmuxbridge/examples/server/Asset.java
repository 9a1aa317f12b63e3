package io.tmuxbridge.examples.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * One file of the page, ready to be sent.
 *
 * @param type its content type
 * @param tag its entity tag, quoted
 * @param cacheControl how long it may be kept
 * @param plain its bytes
 * @param zipped its bytes for whoever takes gzip; the same as {@code plain} where that would not be smaller
 */
record Asset(String type, String tag, String cacheControl, ByteBuffer plain, ByteBuffer zipped) {

    /** A name with a hash of the content in it, as the page's build makes them: the content never changes. */
    private static final Pattern HASHED = Pattern.compile(".*-[0-9A-Z]{8}\\.[a-z0-9.]+");

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("txt", "text/plain; charset=utf-8"));

    static Asset of(String name, byte[] content) throws IOException {
        String extension = name.substring(name.lastIndexOf('.') + 1);
        String lifetime = HASHED.matcher(name).matches() ? "public, max-age=31536000, immutable" : "no-cache";
        return new Asset(
                TYPES.getOrDefault(extension, "application/octet-stream"),
                '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(content)) + '"',
                lifetime,
                ByteBuffer.wrap(content).asReadOnlyBuffer(),
                ByteBuffer.wrap(zip(content)).asReadOnlyBuffer());
    }

    boolean isZippable() {
        return zipped.remaining() < plain.remaining();
    }

    private static byte[] zip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.size() < content.length ? out.toByteArray() : content;
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

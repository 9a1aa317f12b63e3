package io.tmuxbridge.core.access;

import io.tmuxbridge.access.Permission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@link SessionAccess} as three words without blanks, fit for user options of tmux: the owner, {@code r:ada,w:bob},
 * and {@code r:HASH:MILLISECONDS} for each link. What cannot be read counts for nothing: it opens no door.
 *
 * <p><b>Threads:</b> stateless.
 */
public final class AccessWords {

    private static final Pattern SHARE = Pattern.compile("([rw]):([0-9a-f]{64}):([0-9]{1,15})");
    /** Names have at most 256 characters, of which each may be nine in a word. */
    private static final Pattern GRANT = Pattern.compile("([rw]):([^,:\\s]{1,2304})");

    private AccessWords() {}

    /**
     * The owner as a word.
     *
     * @param access what to write
     * @return the word, empty when there is no owner
     */
    public static String owner(SessionAccess access) {
        return access.owner().map(Names::word).orElse("");
    }

    /**
     * The grants as a word.
     *
     * @param access what to write
     * @return the word, may be empty
     */
    public static String grants(SessionAccess access) {
        return access.grants().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(grant -> letter(grant.getValue()) + ":" + Names.word(grant.getKey()))
                .collect(Collectors.joining(","));
    }

    /**
     * The links as a word.
     *
     * @param access what to write
     * @return the word, may be empty
     */
    public static String shares(SessionAccess access) {
        return access.shares().stream()
                .map(share -> letter(share.permission()) + ":" + share.hash() + ":"
                        + share.expiresAt().toEpochMilli())
                .collect(Collectors.joining(","));
    }

    /**
     * Reads three words.
     *
     * @param owner the owner's
     * @param grants the grants'
     * @param shares the links'
     * @return what they say
     */
    public static SessionAccess read(String owner, String grants, String shares) {
        return new SessionAccess(name(owner), grants(grants), shares(shares));
    }

    /**
     * Reads an owner.
     *
     * @param word the word
     * @return the name, absent for an empty word or one that cannot be read
     */
    public static Optional<String> name(String word) {
        try {
            return Optional.of(Names.name(word)).filter(name -> !name.isEmpty());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Map<String, Permission> grants(String word) {
        Map<String, Permission> grants = new LinkedHashMap<>();
        for (String each : word.split(",")) {
            Matcher grant = GRANT.matcher(each);
            if (grant.matches()) {
                name(grant.group(2)).ifPresent(name -> grants.put(name, permission(grant.group(1))));
            }
        }
        return grants;
    }

    private static List<Share> shares(String word) {
        List<Share> shares = new ArrayList<>();
        for (String each : word.split(",")) {
            Matcher share = SHARE.matcher(each);
            if (share.matches()) {
                Instant end = Instant.ofEpochMilli(Long.parseLong(share.group(3)));
                shares.add(new Share(share.group(2), permission(share.group(1)), end));
            }
        }
        return shares;
    }

    private static String letter(Permission permission) {
        return permission == Permission.WRITE ? "w" : "r";
    }

    private static Permission permission(String letter) {
        return letter.equals("w") ? Permission.WRITE : Permission.READ;
    }
}

package io.tmuxbridge.access;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * What a program in a pane may request of viewers, besides drawing.
 *
 * <p>Some things are never passed on, whatever is set here: everything that would make an emulator answer (reports of
 * titles, colours, attributes, positions), reading the clipboard, passthrough, files, notifications, and anything that
 * tmux itself does not know. The defaults pass on what changes nothing by itself: text in a title, text that a client
 * may offer to copy, links that a user may follow.
 *
 * @param titles whether programs may set titles (OSC 0, OSC 2, APC); if not, there are no titles in the stream, in
 *     events or in lists
 * @param clipboardBytes maximum number of bytes of text that a program may offer for the clipboard at once (OSC 52).
 *     The text never reaches an emulator, only the event {@code clipboard}. 0 for none at all, at most 1 MiB
 * @param linkSchemes schemes of links (OSC 8) that are passed on, in lower case; for other schemes, the text is shown
 *     without a link. Empty for no links at all
 */
public record OutputPolicy(boolean titles, int clipboardBytes, Set<String> linkSchemes) {

    /** Titles, 100,000 bytes for the clipboard, and {@code http}, {@code https} and {@code mailto} links. */
    public static final OutputPolicy DEFAULT = new OutputPolicy(true, 100_000, Set.of("http", "https", "mailto"));

    /** No titles, no clipboard, no links. */
    public static final OutputPolicy DRAWING_ONLY = new OutputPolicy(false, 0, Set.of());

    private static final int MOST_CLIPBOARD = 1 << 20;

    /** Checks the bounds. */
    public OutputPolicy {
        if (clipboardBytes < 0 || clipboardBytes > MOST_CLIPBOARD) {
            throw invalid("clipboardBytes is " + clipboardBytes + ": it must be 0 to " + MOST_CLIPBOARD);
        }
        linkSchemes = Set.copyOf(Objects.requireNonNull(linkSchemes, "linkSchemes"));
        for (String scheme : linkSchemes) {
            if (!scheme.matches("[a-z][a-z0-9+.-]*")) {
                throw invalid("a link scheme is \"" + scheme + "\": it must be in lower case, without a colon");
            }
            if (Set.of("javascript", "data", "vbscript").contains(scheme)) {
                throw invalid("a link scheme is \"" + scheme + "\": such links would run what a program printed");
            }
        }
    }

    /**
     * Returns the same policy, with or without titles.
     *
     * @param value see {@link #titles()}
     * @return a changed copy
     */
    public OutputPolicy withTitles(boolean value) {
        return new OutputPolicy(value, clipboardBytes, linkSchemes);
    }

    /**
     * Returns the same policy with another clipboard limit.
     *
     * @param value see {@link #clipboardBytes()}
     * @return a changed copy
     */
    public OutputPolicy withClipboardBytes(int value) {
        return new OutputPolicy(titles, value, linkSchemes);
    }

    /**
     * Returns the same policy with other link schemes.
     *
     * @param value see {@link #linkSchemes()}
     * @return a changed copy
     */
    public OutputPolicy withLinkSchemes(Set<String> value) {
        return new OutputPolicy(titles, clipboardBytes, value);
    }

    /**
     * Returns whether a link is passed on.
     *
     * @param uri what the program wrote
     * @return true when its scheme is allowed and it consists entirely of printable ASCII without blanks (RFC 3986)
     */
    public boolean allowsLink(String uri) {
        int colon = uri.indexOf(':');
        return colon > 0
                && linkSchemes.contains(uri.substring(0, colon).toLowerCase(Locale.ROOT))
                && uri.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }

    private static TmuxBridgeException invalid(String message) {
        return new TmuxBridgeException(ErrorCode.INVALID, message);
    }
}

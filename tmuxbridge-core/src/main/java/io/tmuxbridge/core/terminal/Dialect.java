package io.tmuxbridge.core.terminal;

/**
 * In what the emulators of tmux's versions differ, as far as a pane's stream shows it. Each component is named after
 * what the newer versions do; the base is 3.3a. Source: tmux's CHANGES and input.c, screen-write.c, utf8.c by version.
 *
 * @param showsInvalidUtf8 an invalid UTF-8 sequence prints U+FFFD (3.6 and later); older versions drop it
 * @param hyperlinks OSC 8 is understood (3.4 and later)
 * @param clusters emoji with modifiers, variation selectors and flags are one wide cell (3.4 and later)
 * @param pictures sixel images may be drawn (3.4 and later, where tmux was built for it)
 * @param repeatsWide REP repeats any character, not only ASCII (3.5 and later)
 * @param combinedBytes how many bytes of UTF-8 one cell may hold: what would make it larger is dropped
 */
public record Dialect(
        boolean showsInvalidUtf8,
        boolean hyperlinks,
        boolean clusters,
        boolean pictures,
        boolean repeatsWide,
        int combinedBytes) {

    /**
     * The dialect of a version of tmux.
     *
     * @param major for example 3
     * @param minor for example 3; letters such as the {@code a} of 3.3a make no difference
     * @return its dialect
     */
    public static Dialect of(int major, int minor) {
        int version = major * 100 + minor;
        return new Dialect(
                version >= 306,
                version >= 304,
                version >= 304,
                version >= 304,
                version >= 305,
                version >= 306 ? 32 : 21);
    }
}

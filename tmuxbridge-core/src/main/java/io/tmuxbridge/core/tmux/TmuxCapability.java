package io.tmuxbridge.core.tmux;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What versions of tmux after 3.2a add, mend or no longer need, as far as the bridge makes use of it. */
public enum TmuxCapability {
    /** {@code refresh-client -C @window:WxH} sizes one window. */
    PER_WINDOW_SIZE(3, 3),
    /** The formats {@code pane_dead_signal} and {@code pane_dead_time}. */
    PANE_DEATH_FORMATS(3, 3),
    /** {@code capture-pane -e} keeps coloured blanks at the end of a line. */
    CAPTURE_TRAILING_CELLS(3, 4),
    /** {@code %message}, {@code %config-error} and {@code %paste-buffer-changed} are sent. */
    MESSAGE_NOTIFICATIONS(3, 4),
    /** The format {@code pane_key_mode}. */
    KEY_MODE_FORMAT(3, 5),
    /** {@code capture-pane -p} to a control client leaks no memory. */
    NO_CAPTURE_LEAK(3, 6),
    /** The formats {@code cursor_shape}, {@code cursor_blinking} and {@code cursor_colour}. */
    CURSOR_SHAPE_FORMATS(3, 6),
    /** The client flag {@code no-detach-on-destroy}. */
    NO_DETACH_ON_DESTROY(3, 6),
    /** The formats {@code bracket_paste_flag} and {@code synchronized_output_flag}. */
    MODE_FORMATS(3, 7),
    /** {@code capture-pane -F} tells which lines are wrapped. */
    CAPTURE_LINE_FLAGS(3, 7),
    /** {@code paste-buffer} alters control characters unless {@code -S} is given. */
    PASTE_NEEDS_RAW_FLAG(3, 7),
    /** Session names keep {@code :} and {@code .}. */
    NAMES_KEEP_PUNCTUATION(3, 7),
    /** The format {@code pane_private_modes}. */
    PRIVATE_MODE_FORMATS(3, 8),
    /** What a program prints just before it ends is lost unless the pane is piped (up to 3.6). */
    PIPE_DRAIN_NEEDED(3, 7) {
        @Override
        boolean of(TmuxVersion version) {
            return !super.of(version);
        }
    };

    private final int major;
    private final int minor;

    TmuxCapability(int major, int minor) {
        this.major = major;
        this.minor = minor;
    }

    boolean of(TmuxVersion version) {
        return version.atLeast(major, minor);
    }

    /**
     * What a version can do.
     *
     * @param version the version
     * @return an unmodifiable set
     */
    public static Set<TmuxCapability> all(TmuxVersion version) {
        EnumSet<TmuxCapability> found = EnumSet.noneOf(TmuxCapability.class);
        for (TmuxCapability capability : values()) {
            if (capability.of(version)) {
                found.add(capability);
            }
        }
        return Collections.unmodifiableSet(found);
    }
}

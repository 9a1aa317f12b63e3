package io.tmuxbridge;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which size a window gets when its viewers have different ones. Viewers of another size than the terminal's show it
 * letterboxed.
 *
 * <p>A viewer that only reads or is hidden has no say, and while a person is attached to the session by plain {@code tmux
 * attach} that person's terminal decides alone.
 *
 * @param rule how the size is found
 * @param size the size of {@link Rule#FIXED}, absent for all other rules
 */
public record SizePolicy(Rule rule, Optional<TerminalSize> size) {

    /** That of the viewer who typed, resized or joined last. */
    public static final SizePolicy LATEST_ACTIVE = new SizePolicy(Rule.LATEST_ACTIVE, Optional.empty());
    /** The least columns and the least rows of all viewers, so that nobody misses anything. */
    public static final SizePolicy SMALLEST = new SizePolicy(Rule.SMALLEST, Optional.empty());
    /** The most columns and the most rows of all viewers. */
    public static final SizePolicy LARGEST = new SizePolicy(Rule.LARGEST, Optional.empty());
    /** That of the viewer who owns the session; without one, of the viewer who is there longest. */
    public static final SizePolicy OWNER = new SizePolicy(Rule.OWNER, Optional.empty());

    private static final Pattern FIXED = Pattern.compile("fixed:(\\d{1,4})x(\\d{1,4})");

    /** How a size is found. */
    public enum Rule {
        /** By who was active last. */
        LATEST_ACTIVE,
        /** The least of all. */
        SMALLEST,
        /** The most of all. */
        LARGEST,
        /** By whose session it is. */
        OWNER,
        /** Always the same. */
        FIXED
    }

    /** Checks that there is a size exactly with {@link Rule#FIXED}. */
    public SizePolicy {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(size, "size");
        if ((rule == Rule.FIXED) != size.isPresent()) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID,
                    "rule " + rule + " with size "
                            + size.map(TerminalSize::toString).orElse("none")
                            + ": FIXED needs a size, the other rules have none");
        }
    }

    /**
     * One size, whatever the viewers have.
     *
     * @param size the size
     * @return the policy
     */
    public static SizePolicy fixed(TerminalSize size) {
        return new SizePolicy(Rule.FIXED, Optional.of(Objects.requireNonNull(size, "size")));
    }

    /**
     * Reads a policy from an option.
     *
     * @param text {@code latest-active}, {@code smallest}, {@code largest}, {@code owner} or {@code fixed:COLSxROWS}
     * @return the policy
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} for anything else, or a size out of range
     */
    public static SizePolicy parse(String text) {
        Matcher fixed = FIXED.matcher(Objects.requireNonNull(text, "text"));
        if (fixed.matches()) {
            return fixed(new TerminalSize(Integer.parseInt(fixed.group(1)), Integer.parseInt(fixed.group(2))));
        }
        for (SizePolicy policy : new SizePolicy[] {LATEST_ACTIVE, SMALLEST, LARGEST, OWNER}) {
            if (policy.toString().equals(text)) {
                return policy;
            }
        }
        throw new TmuxBridgeException(
                ErrorCode.INVALID,
                "size policy \"" + text
                        + "\" is refused: give latest-active, smallest, largest, owner or fixed:COLSxROWS");
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        String name = rule.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return size.map(value -> name + ":" + value).orElse(name);
    }
}

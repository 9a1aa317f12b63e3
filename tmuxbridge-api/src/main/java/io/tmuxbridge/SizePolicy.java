package io.tmuxbridge;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides which size a window gets when its viewers differ in size. Viewers whose size differs from the terminal's show
 * it letterboxed.
 *
 * <p>Viewers that are read-only or hidden have no say. While a person is attached to the session with plain {@code tmux
 * attach}, that person's terminal alone decides.
 *
 * @param rule how the size is determined
 * @param size the size for {@link Rule#FIXED}; absent for all other rules
 */
public record SizePolicy(Rule rule, Optional<TerminalSize> size) {

    /** The size of the viewer that typed, resized or joined last. */
    public static final SizePolicy LATEST_ACTIVE = new SizePolicy(Rule.LATEST_ACTIVE, Optional.empty());
    /** The fewest columns and the fewest rows of all viewers, so that nobody misses anything. */
    public static final SizePolicy SMALLEST = new SizePolicy(Rule.SMALLEST, Optional.empty());
    /** The most columns and the most rows of all viewers. */
    public static final SizePolicy LARGEST = new SizePolicy(Rule.LARGEST, Optional.empty());
    /** The size of the viewer that owns the session; if there is none, of the viewer that has been there longest. */
    public static final SizePolicy OWNER = new SizePolicy(Rule.OWNER, Optional.empty());

    private static final Pattern FIXED = Pattern.compile("fixed:(\\d{1,4})x(\\d{1,4})");

    /** How a size is determined. */
    public enum Rule {
        /** By the viewer that was active last. */
        LATEST_ACTIVE,
        /** The smallest columns and rows of all viewers. */
        SMALLEST,
        /** The largest columns and rows of all viewers. */
        LARGEST,
        /** By the session's owner. */
        OWNER,
        /** Always the same size. */
        FIXED
    }

    /** Checks that there is a size if, and only if, the rule is {@link Rule#FIXED}. */
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
     * Returns a policy of one fixed size, whatever the viewers' sizes are.
     *
     * @param size the size
     * @return the policy
     */
    public static SizePolicy fixed(TerminalSize size) {
        return new SizePolicy(Rule.FIXED, Optional.of(Objects.requireNonNull(size, "size")));
    }

    /**
     * Parses a policy from an option.
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

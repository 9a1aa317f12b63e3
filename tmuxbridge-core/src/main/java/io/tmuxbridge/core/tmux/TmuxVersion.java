package io.tmuxbridge.core.tmux;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of tmux. Ordered by number, then by the letter of the patch release: 3.3 &lt; 3.3a &lt; 3.4.
 *
 * <p>A development build ({@code next-3.8}) and a release candidate ({@code 3.5-rc}) count as the release they lead to;
 * builds without a number ({@code master}, {@code openbsd-7.6}) count as newer than any release.
 *
 * @param major 3 in {@code 3.3a}
 * @param minor 3 in {@code 3.3a}
 * @param suffix {@code a} in {@code 3.3a}, empty without one; the whole word for a build without a number
 */
public record TmuxVersion(int major, int minor, String suffix) implements Comparable<TmuxVersion> {

    /** The oldest version that the bridge works with. */
    public static final TmuxVersion OLDEST = new TmuxVersion(3, 2, "a");

    private static final Pattern NUMBERED = Pattern.compile("(?:next-)?(\\d{1,6})\\.(\\d{1,6})([a-z]?)(?:-rc\\d*)?");
    private static final Comparator<TmuxVersion> ORDER = Comparator.comparingInt(TmuxVersion::major)
            .thenComparingInt(TmuxVersion::minor)
            .thenComparing(TmuxVersion::suffix);

    /**
     * Reads what {@code tmux -V} or the format {@code #{version}} gives.
     *
     * @param tmuxDashV for example {@code tmux 3.3a} or {@code 3.3a}
     * @return the version
     * @throws IllegalArgumentException when it does not look like tmux at all
     */
    public static TmuxVersion parse(String tmuxDashV) {
        String text = tmuxDashV.strip();
        String word = text.startsWith("tmux ") ? text.substring(5).strip() : text;
        Matcher numbered = NUMBERED.matcher(word);
        if (numbered.matches()) {
            return new TmuxVersion(
                    Integer.parseInt(numbered.group(1)), Integer.parseInt(numbered.group(2)), numbered.group(3));
        }
        if (word.equals("master") || word.startsWith("openbsd-")) {
            return new TmuxVersion(Integer.MAX_VALUE, 0, word);
        }
        throw new IllegalArgumentException("not a tmux version: '" + tmuxDashV + "'");
    }

    /**
     * Whether this is that release or a newer one.
     *
     * @param wantedMajor the release's first number
     * @param wantedMinor the release's second number
     * @return true when it is
     */
    public boolean atLeast(int wantedMajor, int wantedMinor) {
        return compareTo(new TmuxVersion(wantedMajor, wantedMinor, "")) >= 0;
    }

    @Override
    public int compareTo(TmuxVersion other) {
        return ORDER.compare(this, other);
    }

    /** The version as tmux writes it. */
    @Override
    public String toString() {
        return major == Integer.MAX_VALUE ? suffix : major + "." + minor + suffix;
    }
}

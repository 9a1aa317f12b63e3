package io.tmuxbridge.servlet.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers, sizes and times as people write them in settings; Spring Boot reads the same.
 *
 * <p><b>Threads:</b> stateless.
 */
final class Amounts {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,18})\\s*(B|KB|MB|GB)?");
    private static final Pattern TIME = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");

    private Amounts() {}

    /** A whole number, as {@code 200}. */
    static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("use a whole number", e);
        }
    }

    /** Bytes, as {@code 65536}, {@code 64KB} or {@code 4MB}; a kilobyte has 1,024. */
    static long bytes(String text) {
        Matcher size = SIZE.matcher(text.toUpperCase(Locale.ROOT));
        if (!size.matches()) {
            throw new IllegalArgumentException("use bytes, or a number with KB, MB or GB, for example 4MB");
        }
        String unit = size.group(2) == null ? "B" : size.group(2);
        try {
            return Math.multiplyExact(Long.parseLong(size.group(1)), 1L << 10 * "BKMG".indexOf(unit.charAt(0)));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("that is more than can be counted", e);
        }
    }

    /** The same where it has to be less than 2 GB. */
    static int fewBytes(String text) {
        long bytes = bytes(text);
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("it must be less than 2GB");
        }
        return (int) bytes;
    }

    /** A time, as {@code 30s}, {@code 5m} or {@code PT5M} (ISO 8601). */
    static Duration time(String text) {
        Matcher time = TIME.matcher(text.toLowerCase(Locale.ROOT));
        if (!time.matches()) {
            return iso(text);
        }
        long amount = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static Duration iso(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("use a number with ms, s, m, h or d, for example 30s", e);
        }
    }
}

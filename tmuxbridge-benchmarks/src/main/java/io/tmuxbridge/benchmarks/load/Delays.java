package io.tmuxbridge.benchmarks.load;

/**
 * Times by how often they came, each kept to within 1/64 of itself, so that percentiles cost no memory.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class Delays {

    private static final int BITS = 6;
    private static final int STEPS = 1 << BITS;

    private final long[] counts = new long[(64 - BITS) * STEPS];
    private long count;
    private long longest;

    void add(long nanos) {
        long value = Math.max(0, nanos);
        counts[slot(value)]++;
        count++;
        longest = Math.max(longest, value);
    }

    void addAll(Delays other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        count += other.count;
        longest = Math.max(longest, other.longest);
    }

    long count() {
        return count;
    }

    long longest() {
        return longest;
    }

    /** The time in nanoseconds that so great a part of all stays below; 0 when there are none. */
    long percentile(double percent) {
        long wanted = (long) Math.ceil(count * percent / 100);
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= wanted && seen > 0) {
                return Math.min(longest, top(i));
            }
        }
        return longest;
    }

    private static int slot(long value) {
        int shift = Math.max(0, 63 - BITS - Long.numberOfLeadingZeros(value | 1));
        return shift * STEPS + (int) (value >>> shift);
    }

    private static long top(int slot) {
        int shift = slot < 2 * STEPS ? 0 : slot / STEPS - 1;
        return ((slot - (long) shift * STEPS + 1) << shift) - 1;
    }
}

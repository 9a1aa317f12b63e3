package io.tmuxbridge.testkit;

import java.util.Arrays;
import java.util.Random;

/**
 * Gives a parser so many inputs, and holds what is true for each of them: it ends, in no great time, and nothing is
 * left of it. {@code -Dtmuxbridge.fuzz=1000000} makes it as many for each parser instead of a sample.
 *
 * <p>Each input has a seed of its own, which is told with what fails: {@code -Dtmuxbridge.fuzz.from=SEED} begins there.
 */
public final class Fuzz {

    private static final int INPUTS = Integer.getInteger("tmuxbridge.fuzz", 2000);
    private static final boolean LONG = INPUTS > 100_000;
    private static final long FROM = Long.getLong("tmuxbridge.fuzz.from", 0);
    private static final long HANGS_NANOS = 5_000_000_000L;
    private static final long GROWTH_BYTES = 16 << 20;

    private Fuzz() {}

    /** Reads one input made of random numbers. */
    public interface Input {
        /**
         * Reads one input.
         *
         * @param random makes the input; the same numbers for the same seed
         * @throws Exception what it should not have thrown
         */
        void read(Random random) throws Exception;
    }

    /**
     * Reads all inputs.
     *
     * @param parser its name in what is printed
     * @param input one input
     * @throws AssertionError when one fails, with its seed; when one takes five seconds; or when something is left
     *     behind
     */
    public static void run(String parser, Input input) {
        long slowest = 0;
        long before = LONG ? heap() : 0;
        for (long seed = FROM; seed < FROM + INPUTS; seed++) {
            long begun = System.nanoTime();
            try {
                input.read(new Random(seed));
            } catch (Exception | Error e) {
                throw new AssertionError(parser + " failed at -Dtmuxbridge.fuzz.from=" + seed, e);
            }
            slowest = Math.max(slowest, System.nanoTime() - begun);
        }
        require(slowest < HANGS_NANOS, parser + " took " + slowest / 1_000_000 + " ms for one input");
        if (LONG) {
            long after = heap();
            System.out.printf(
                    "fuzz %-28s %,d inputs, slowest %.1f ms, heap %.1f -> %.1f MB%n",
                    parser, INPUTS, slowest / 1e6, before / 1e6, after / 1e6);
            require(after < before + GROWTH_BYTES, parser + " left " + (after - before) + " bytes behind");
        }
    }

    private static void require(boolean kept, String broken) {
        if (!kept) {
            throw new AssertionError(broken);
        }
    }

    private static long heap() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /**
     * A valid sample with a few bytes changed, lost, doubled or thrown in.
     *
     * @param sample the sample, not touched
     * @param random where and what
     * @return a copy, possibly the same
     */
    public static byte[] changed(byte[] sample, Random random) {
        byte[] bytes = sample.clone();
        for (int changes = random.nextInt(6); changes > 0 && bytes.length > 0; changes--) {
            int at = random.nextInt(bytes.length);
            int length = Math.min(bytes.length - at, 1 + random.nextInt(8));
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes = spliced(bytes, at, at + length, new byte[0]);
                case 2 -> bytes = spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, at + length));
                default -> bytes = spliced(bytes, at, at, new byte[] {(byte) random.nextInt(256)});
            }
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] with) {
        byte[] result = new byte[bytes.length - (to - from) + with.length];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(with, 0, result, from, with.length);
        System.arraycopy(bytes, to, result, from + with.length, bytes.length - to);
        return result;
    }
}

package io.tmuxbridge.core.log;

/**
 * Bytes by their absolute position, the newest in the place of the oldest.
 *
 * <p><b>Threads:</b> one at a time; its log guards it.
 */
final class ByteRing {

    private byte[] bytes;

    ByteRing(int size) {
        bytes = new byte[size];
    }

    int size() {
        return bytes.length;
    }

    /** Puts bytes at a position, no more than its size. */
    void put(long position, byte[] from, int offset, int length) {
        int at = (int) (position % bytes.length);
        int first = Math.min(length, bytes.length - at);
        System.arraycopy(from, offset, bytes, at, first);
        System.arraycopy(from, offset + first, bytes, 0, length - first);
    }

    byte[] get(long position, int length) {
        byte[] copy = new byte[length];
        int at = (int) (position % bytes.length);
        int first = Math.min(length, bytes.length - at);
        System.arraycopy(bytes, at, copy, 0, first);
        System.arraycopy(bytes, 0, copy, first, length - first);
        return copy;
    }

    byte at(long position) {
        return bytes[(int) (position % bytes.length)];
    }

    /** Takes another size; what stands between two positions is kept, no more than fits. */
    void resize(int size, long from, long to) {
        byte[] other = new byte[size];
        for (long position = from; position < to; ) {
            int at = (int) (position % bytes.length);
            int there = (int) (position % size);
            int run = (int) Math.min(to - position, Math.min(bytes.length - at, size - there));
            System.arraycopy(bytes, at, other, there, run);
            position += run;
        }
        bytes = other;
    }
}

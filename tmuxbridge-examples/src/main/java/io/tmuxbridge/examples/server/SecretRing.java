package io.tmuxbridge.examples.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * The newest secrets of one kind, and what each stands for; the oldest goes when there are too many.
 *
 * <p>Every check looks at every secret, so that time tells nothing.
 *
 * <p><b>Threads:</b> any.
 *
 * @param <T> what a secret stands for
 */
final class SecretRing<T> {

    private final int capacity;
    private final Deque<Entry<T>> entries = new ArrayDeque<>();

    private record Entry<T>(Secret secret, T value) {}

    SecretRing(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(Secret secret, T value) {
        if (entries.size() == capacity) {
            entries.removeFirst();
        }
        entries.addLast(new Entry<>(secret, value));
    }

    synchronized Optional<T> find(String candidate) {
        Optional<T> found = Optional.empty();
        for (Entry<T> entry : entries) {
            if (entry.secret().matches(candidate)) {
                found = Optional.of(entry.value());
            }
        }
        return found;
    }

    /** Takes a secret out; what it stands for, for the one caller who gets it. */
    synchronized Optional<T> use(String candidate) {
        Optional<T> found = Optional.empty();
        for (Iterator<Entry<T>> each = entries.iterator(); each.hasNext(); ) {
            Entry<T> entry = each.next();
            if (entry.secret().matches(candidate)) {
                each.remove();
                found = Optional.of(entry.value());
            }
        }
        return found;
    }
}

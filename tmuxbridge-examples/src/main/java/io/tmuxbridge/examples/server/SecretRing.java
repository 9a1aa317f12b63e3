package io.tmuxbridge.examples.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The newest secrets of one kind, and what each stands for. When there are too many, those that are over go, and then
 * the oldest. Who has many of them loses an own one: nobody can push out what others have by making more.
 *
 * <p>Every check looks at every secret, so that time tells nothing.
 *
 * <p><b>Threads:</b> any.
 *
 * @param <T> what a secret stands for
 */
final class SecretRing<T> {

    private final int capacity;
    private final Share<T> share;
    private final Deque<Entry<T>> entries = new ArrayDeque<>();

    private record Entry<T>(Secret secret, T value) {}

    /**
     * What one owner may have.
     *
     * @param most how many secrets
     * @param owner whose a secret is
     * @param isOver whether it is good for nothing any more
     */
    record Share<T>(int most, Function<T, String> owner, Predicate<T> isOver) {}

    /** All secrets are of one owner, and none is over. */
    SecretRing(int capacity) {
        this(capacity, new Share<>(capacity, value -> "", value -> false));
    }

    SecretRing(int capacity, Share<T> share) {
        this.capacity = capacity;
        this.share = share;
    }

    synchronized void add(Secret secret, T value) {
        entries.removeIf(entry -> share.isOver().test(entry.value()));
        String owner = share.owner().apply(value);
        if (entries.stream().filter(entry -> isOf(owner, entry)).count() >= share.most()) {
            removeOldestOf(owner);
        } else if (entries.size() == capacity) {
            entries.removeFirst();
        }
        entries.addLast(new Entry<>(secret, value));
    }

    private void removeOldestOf(String owner) {
        entries.stream().filter(entry -> isOf(owner, entry)).findFirst().ifPresent(entries::remove);
    }

    private boolean isOf(String owner, Entry<T> entry) {
        return owner.equals(share.owner().apply(entry.value()));
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

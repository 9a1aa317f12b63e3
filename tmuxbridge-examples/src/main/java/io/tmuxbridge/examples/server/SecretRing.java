package io.tmuxbridge.examples.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The newest secrets of one kind; the oldest goes when there are too many.
 *
 * <p>Every check looks at every secret, so that time tells nothing.
 *
 * <p><b>Threads:</b> any.
 */
final class SecretRing {

    private final int capacity;
    private final Deque<Secret> secrets = new ArrayDeque<>();

    SecretRing(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(Secret secret) {
        if (secrets.size() == capacity) {
            secrets.removeFirst();
        }
        secrets.addLast(secret);
    }

    synchronized boolean contains(String candidate) {
        boolean found = false;
        for (Secret secret : secrets) {
            found |= secret.matches(candidate);
        }
        return found;
    }

    /** Takes a secret out; true for the one caller who gets it. */
    synchronized boolean use(String candidate) {
        boolean found = false;
        for (Iterator<Secret> each = secrets.iterator(); each.hasNext(); ) {
            if (each.next().matches(candidate)) {
                each.remove();
                found = true;
            }
        }
        return found;
    }
}

package io.tmuxbridge.core.session;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Lets viewers of a whole session in and moves them, one at a time. Those who are to be moved wait in a queue, each
 * once however often its size has changed, and one worker sees to all of them: so whoever drags a window's border, or
 * many do, takes one worker and no more.
 *
 * <p><b>Threads:</b> any; what is done at the door is done under its own monitor, which only that is done under.
 */
final class MirrorDoor {

    private final Executor work;
    private final Consumer<Attachment> mover;
    private final Object door = new Object();
    private final Set<Attachment> waiting = new LinkedHashSet<>();
    private boolean moving;

    MirrorDoor(Executor work, Consumer<Attachment> mover) {
        this.work = work;
        this.mover = mover;
    }

    /** Does something while nobody else is let in or moved; waits for that. */
    <T> T pass(Supplier<T> passage) {
        synchronized (door) {
            return passage.get();
        }
    }

    /** Has a viewer moved soon. */
    void later(Attachment attachment) {
        synchronized (waiting) {
            waiting.add(attachment);
            if (moving) {
                return;
            }
            moving = true;
        }
        work.execute(this::moveAll);
    }

    private void moveAll() {
        for (Optional<Attachment> next = next(); next.isPresent(); next = next()) {
            Attachment attachment = next.get();
            synchronized (door) {
                mover.accept(attachment);
            }
        }
    }

    private Optional<Attachment> next() {
        synchronized (waiting) {
            Optional<Attachment> first = waiting.stream().findFirst();
            first.ifPresent(waiting::remove);
            moving = first.isPresent();
            return first;
        }
    }
}

package io.tmuxbridge.client.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that passes when the test says so. */
final class FakeTimer implements Timer {

    private record Task(long at, Runnable action) {}

    private final List<Task> tasks = new ArrayList<>();
    private long now;

    @Override
    public long now() {
        return now;
    }

    @Override
    public Runnable schedule(Duration wait, Runnable action) {
        Task task = new Task(now + wait.toNanos(), action);
        tasks.add(task);
        return () -> tasks.remove(task);
    }

    /** How many things are still to be done. */
    int waiting() {
        return tasks.size();
    }

    /** Lets time pass, and does what is due in between, each at its time. */
    void pass(Duration time) {
        long until = now + time.toNanos();
        while (true) {
            Task next = tasks.stream()
                    .filter(task -> task.at() <= until)
                    .min(Comparator.comparingLong(Task::at))
                    .orElse(null);
            if (next == null) {
                break;
            }
            tasks.remove(next);
            now = next.at();
            next.action().run();
        }
        now = until;
    }

    @Override
    public void close() {
        tasks.clear();
    }
}

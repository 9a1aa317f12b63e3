package io.tmuxbridge.servlet.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * One value of a group that a setting can change.
 *
 * <p><b>Threads:</b> immutable.
 *
 * @param name the setting, without its prefix
 * @param with the group with the value that a text says
 * @param <T> the group
 */
record Settable<T>(String name, BiFunction<T, String, T> with) {

    static <T> Settable<T> number(String name, BiFunction<T, Integer, T> with) {
        return new Settable<>(name, (group, text) -> with.apply(group, Amounts.number(text)));
    }

    static <T> Settable<T> bytes(String name, BiFunction<T, Integer, T> with) {
        return new Settable<>(name, (group, text) -> with.apply(group, Amounts.fewBytes(text)));
    }

    static <T> Settable<T> manyBytes(String name, BiFunction<T, Long, T> with) {
        return new Settable<>(name, (group, text) -> with.apply(group, Amounts.bytes(text)));
    }

    static <T> Settable<T> time(String name, BiFunction<T, Duration, T> with) {
        return new Settable<>(name, (group, text) -> with.apply(group, Amounts.time(text)));
    }

    /** The group with every value that is set. */
    static <T> T read(SettingsSource source, String prefix, List<Settable<T>> all, T start) {
        T group = start;
        for (Settable<T> each : all) {
            T before = group;
            Optional<T> changed = Setting.of(source, prefix + each.name).map(text -> each.with.apply(before, text));
            group = changed.orElse(before);
        }
        return group;
    }
}

package io.tmuxbridge.jwt;

import io.tmuxbridge.access.Role;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the role among a token's claims: a text of words, or a list, that has {@code viewer}, {@code operator} or
 * {@code admin}. Of several the greatest counts.
 *
 * @param path names of claims, each inside the one before it, for example {@code realm_access} and {@code roles}
 * @param prefix what our roles begin with among others, may be empty
 */
record RoleClaim(List<String> path, String prefix) {

    static RoleClaim at(String dotted, String prefix) {
        return new RoleClaim(List.of(dotted.split("\\.")), prefix);
    }

    Optional<Role> of(Map<String, Object> claims) {
        @Nullable Object value = claims;
        for (String name : path) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return words(value).flatMap(word -> role(word).stream()).max(Comparator.naturalOrder());
    }

    private static Stream<String> words(@Nullable Object value) {
        if (value instanceof String text) {
            return Arrays.stream(text.split(" "));
        }
        if (value instanceof Collection<?> list) {
            return list.stream().filter(String.class::isInstance).map(String.class::cast);
        }
        return Stream.empty();
    }

    private Optional<Role> role(String word) {
        return Arrays.stream(Role.values())
                .filter(role -> word.equals(prefix + role.name().toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}

package io.tmuxbridge.jwt;

import io.tmuxbridge.access.Role;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the role among a token's claims: a text of words, or a list, that has {@code viewer}, {@code operator} or
 * {@code admin}. Of several the greatest counts.
 *
 * @param claim the claim's name. What stands before one of its dots may be the name of an object that it is in:
 *     {@code realm_access.roles}, {@code https://example.com/roles} and {@code resource_access.my.client.roles} are all
 *     found
 * @param prefix what our roles begin with among others, may be empty
 */
record RoleClaim(String claim, String prefix) {

    Optional<Role> of(Map<String, Object> claims) {
        return words(find(claims, claim)).flatMap(word -> role(word).stream()).max(Comparator.naturalOrder());
    }

    /** The whole name counts first, then what is in an object of the shortest name. */
    private static @Nullable Object find(Map<?, ?> claims, String name) {
        Object found = claims.get(name);
        for (int dot = name.indexOf('.'); found == null && dot >= 0; dot = name.indexOf('.', dot + 1)) {
            if (claims.get(name.substring(0, dot)) instanceof Map<?, ?> object) {
                found = find(object, name.substring(dot + 1));
            }
        }
        return found;
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

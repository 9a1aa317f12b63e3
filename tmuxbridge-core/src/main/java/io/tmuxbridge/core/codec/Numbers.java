package io.tmuxbridge.core.codec;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.OptionalLong;

/**
 * Whole numbers of JSON, however they are spelt: {@code 5}, {@code 5.0} and {@code 5e0} are one number.
 *
 * <p><b>Threads:</b> stateless.
 */
final class Numbers {

    /** 2^53-1: above it JavaScript loses units. */
    static final long MAX = (1L << 53) - 1;

    private static final int MAX_DIGITS = 18;

    private Numbers() {}

    /** The number, if it is whole and fits; never expands an exponent, which could take all memory. */
    static OptionalLong exactLong(JsonNode node) {
        if (node.isIntegralNumber()) {
            return node.canConvertToLong() ? OptionalLong.of(node.longValue()) : OptionalLong.empty();
        }
        if (!node.isNumber()) {
            return OptionalLong.empty();
        }
        BigDecimal value = node.decimalValue();
        if (value.signum() == 0) {
            return OptionalLong.of(0);
        }
        long digits = (long) value.precision() - value.scale();
        if (digits < 1 || digits > MAX_DIGITS) {
            return OptionalLong.empty();
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() <= 0 ? OptionalLong.of(stripped.longValueExact()) : OptionalLong.empty();
    }
}

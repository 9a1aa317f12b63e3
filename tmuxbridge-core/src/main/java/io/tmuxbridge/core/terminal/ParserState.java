package io.tmuxbridge.core.terminal;

/** The states of tmux's parser (input_state_*_table of input.c). */
enum ParserState {
    GROUND,
    ESCAPE,
    ESCAPE_INTERMEDIATE,
    CSI_ENTER,
    CSI_PARAMETER,
    CSI_INTERMEDIATE,
    CSI_IGNORE,
    DCS_ENTER,
    DCS_PARAMETER,
    DCS_INTERMEDIATE,
    DCS_HANDLER,
    DCS_ESCAPE,
    DCS_IGNORE,
    OSC,
    APC,
    /** {@code ESC k}, up to the string terminator. */
    RENAME,
    /** SOS and PM, up to the string terminator. */
    CONSUME;

    /** Whether tmux gives up in this state after five seconds. */
    boolean isString() {
        return ordinal() >= DCS_ENTER.ordinal();
    }

    /** Where a byte after ESC leads; {@link #GROUND} for the end of an escape sequence. */
    static ParserState afterEscape(int b) {
        return switch (b) {
            case 'P' -> DCS_ENTER;
            case 'X', '^' -> CONSUME;
            case '[' -> CSI_ENTER;
            case ']' -> OSC;
            case '_' -> APC;
            case 'k' -> RENAME;
            default -> GROUND;
        };
    }

    /** Where a byte leads in a device control string before its data, and in strings that are only skipped. */
    ParserState afterDcs(int b) {
        if (b < 0x20 || b >= 0x7f || this == DCS_IGNORE || this == RENAME || this == CONSUME) {
            return this;
        }
        if (b >= 0x40) {
            return DCS_HANDLER;
        }
        if (b < 0x30) {
            return DCS_INTERMEDIATE;
        }
        if (this == DCS_INTERMEDIATE || b == ':' || b >= 0x3c && this == DCS_PARAMETER) {
            return DCS_IGNORE;
        }
        return DCS_PARAMETER;
    }
}

package io.tmuxbridge.core.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * The format that asks tmux for the state of a pane's screen, and its parser. One format serves every tmux from 3.2 on:
 * it names only numbers (tmux(1), FORMATS) and, last, what {@link LaterModes} reads, and a name that a version does not
 * know expands to nothing, which reads as zero where zero means "off" and is refused where a number is needed. An
 * option's name stands for its value there.
 *
 * <p><b>Threads:</b> none of its own; pure functions.
 */
public final class StateFormat {

    private static final String SEPARATOR = ":";

    private static final List<String> NAMES = List.of(
            "pane_width",
            "pane_height",
            "cursor_x",
            "cursor_y",
            "cursor_flag",
            "alternate_on",
            "alternate_saved_x",
            "alternate_saved_y",
            "insert_flag",
            "keypad_flag",
            "keypad_cursor_flag",
            "wrap_flag",
            "origin_flag",
            "scroll_region_upper",
            "scroll_region_lower",
            "pane_tabs",
            "mouse_standard_flag",
            "mouse_button_flag",
            "mouse_all_flag",
            "mouse_utf8_flag",
            "mouse_sgr_flag",
            "history_size",
            "pane_in_mode",
            "pane_dead",
            "pane_pid",
            "alternate-screen",
            "scroll-on-clear",
            // Of LaterModes from here on.
            "pane_private_modes",
            "bracket_paste_flag",
            "extended-keys",
            "pane_key_mode",
            "cursor_shape",
            "cursor_blinking",
            "cursor-colour",
            "cursor_colour");

    private StateFormat() {}

    /** The format for {@code display-message -p}: variable names only, no free text. */
    public static String format() {
        List<String> variables = new ArrayList<>();
        for (String name : NAMES) {
            variables.add("#{" + name + "}");
        }
        return String.join(SEPARATOR, variables);
    }

    /**
     * Reads what tmux made of {@link #format()}.
     *
     * @param line one line, without its line feed or with it
     * @throws IllegalArgumentException when the line has too few fields or a field that is no number where one is
     *     needed; the message names the line
     */
    public static ScreenState parse(String line) {
        // No value of tmux's own has the separator in it, but one of the user's environment may: it is among the last.
        String[] fields = line.strip().split(SEPARATOR, NAMES.size());
        if (fields.length != NAMES.size()) {
            throw new IllegalArgumentException("tmux answered the state format with " + fields.length + " fields, not "
                    + NAMES.size() + ": '" + line + "'");
        }
        Fields in = new Fields(line, fields);
        int cols = in.atLeastOne();
        int rows = in.atLeastOne();
        boolean inMode = !List.of("", "0").contains(fields[NAMES.indexOf("pane_in_mode")]);
        return new ScreenState(
                cols,
                rows,
                in.upTo(cols),
                in.upTo(rows - 1),
                in.flag(),
                in.flag(),
                in.saved(cols),
                in.saved(rows - 1),
                in.flag(),
                in.flag(),
                in.flag(),
                in.flag(),
                in.flag(),
                in.upTo(rows - 1),
                in.upTo(rows - 1),
                in.columns(cols),
                in.flag(),
                in.flag(),
                in.flag(),
                in.flag(),
                in.flag(),
                in.upTo(Integer.MAX_VALUE),
                in.flag(),
                in.flag(),
                in.number(),
                new ScreenOptions(in.option(), in.option()),
                LaterModes.of(in.words(), inMode));
    }

    /** Takes the fields of one line in order. */
    private static final class Fields {
        private final String line;
        private final String[] values;
        private int next;

        Fields(String line, String[] values) {
            this.line = line;
            this.values = values;
        }

        /** Copy mode's {@code pane_in_mode} counts modes, so anything but zero is yes. */
        boolean flag() {
            return number() != 0;
        }

        /** An option that a version does not have yet: tmux does what is its default later. */
        boolean option() {
            if (values[next].isEmpty()) {
                next++;
                return true;
            }
            return flag();
        }

        int atLeastOne() {
            String name = NAMES.get(next);
            long value = number();
            if (value < 1 || value > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(name + " must be 1 or more in tmux's state line '" + line + "'");
            }
            return (int) value;
        }

        /** A position that was saved, or -1: tmux prints 4294967295 for one that is not there. */
        int saved(int most) {
            long value = number();
            return value > Integer.MAX_VALUE ? -1 : (int) Math.min(value, most);
        }

        int upTo(int most) {
            return (int) Math.min(number(), most);
        }

        List<Integer> columns(int cols) {
            String text = values[next++];
            List<Integer> columns = new ArrayList<>();
            for (String part : text.split(",")) {
                if (!part.isEmpty()) {
                    long column = parse(part, "pane_tabs");
                    if (column < cols) {
                        columns.add((int) column);
                    }
                }
            }
            return columns;
        }

        LaterModes.Words words() {
            return new LaterModes.Words(
                    values[next++],
                    values[next++],
                    values[next++],
                    values[next++],
                    values[next++],
                    values[next++],
                    values[next++],
                    values[next++]);
        }

        long number() {
            String name = NAMES.get(next);
            String text = values[next++];
            return text.isEmpty() ? 0 : parse(text, name);
        }

        private long parse(String text, String name) {
            try {
                return Long.parseUnsignedLong(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        name + " is no number ('" + text + "') in tmux's state line '" + line + "'", e);
            }
        }
    }
}

package io.tmuxbridge.core.terminal;

import io.tmuxbridge.access.OutputPolicy;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Operating system commands: lets titles, colours and links through in one clean form, tells the listener of titles and
 * the clipboard, drops queries and the rest (input_exit_osc and the input_osc functions of input.c).
 *
 * <p><b>Threads:</b> one at a time.
 */
final class Osc {
    private static final int MAX_TITLE = 4096;
    private static final int MAX_LINK = 2048;
    private static final String ST = "\u001b\\";

    private final TerminalState state;
    private final View view;
    private final Dialect dialect;
    private final OutputPolicy policy;
    private final NormaliserListener listener;

    Osc(TerminalState state, View view, Dialect dialect, OutputPolicy policy, NormaliserListener listener) {
        this.state = state;
        this.view = view;
        this.dialect = dialect;
        this.policy = policy;
        this.listener = listener;
    }

    /** The text of an APC, which tmux takes for a title. */
    void applicationCommand(ByteSink string) {
        String title = printable(string.buffer(), 0, string.size());
        if (title != null) {
            tell(title);
        }
    }

    /** A sixel image has ended: where tmux has drawn it, only tmux knows its height in rows. */
    void picture() {
        state.untold |= dialect.pictures();
    }

    void command(ByteSink string) {
        byte[] bytes = string.buffer();
        int length = string.size();
        int at = 0;
        int option = 0;
        while (at < length && at < 9 && bytes[at] >= '0' && bytes[at] <= '9') {
            option = option * 10 + bytes[at++] - '0';
        }
        if (at == 0) {
            return;
        }
        if (at < length && bytes[at] == ';') {
            at++;
        }
        dispatch(option, bytes, at, length - at);
    }

    private void dispatch(int option, byte[] bytes, int offset, int length) {
        if (option == 52) {
            clipboard(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
            return;
        }
        String text = printable(bytes, offset, length);
        if (text == null) {
            return;
        }
        switch (option) {
            case 0, 2 -> title(option, text);
            case 4 -> palette(text);
            case 8 -> link(text);
            case 10, 11, 12 -> colour(option, text);
            case 104 -> resetPalette(text);
            case 133 -> listener.shellMark(text);
            case 110, 111, 112 -> resetColour(option, text);
            default -> {
                // tmux knows no other, or keeps it to itself.
            }
        }
    }

    private void title(int option, String text) {
        if (tell(text)) {
            view.text("\u001b]" + option + ";" + cut(text) + ST);
        }
    }

    /** Tells of a title, if there may be any. */
    private boolean tell(String title) {
        if (policy.titles()) {
            listener.title(cut(title));
        } else {
            listener.refused();
        }
        return policy.titles();
    }

    private static String cut(String text) {
        if (text.length() <= MAX_TITLE) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(MAX_TITLE - 1)) ? MAX_TITLE - 1 : MAX_TITLE);
    }

    private void clipboard(String text) {
        int semicolon = text.indexOf(';');
        if (semicolon >= 0 && semicolon + 1 < text.length()) {
            String data = text.substring(semicolon + 1);
            if (data.equals("?") || data.length() > (policy.clipboardBytes() + 2L) / 3 * 4) {
                listener.refused();
            } else {
                listener.clipboard(text.substring(0, semicolon), data);
            }
        }
    }

    private void palette(String text) {
        String[] parts = text.split(";", -1);
        for (int i = 0; i + 1 < parts.length; i += 2) {
            int index = paletteIndex(parts[i]);
            if (index < 0 || parts[i + 1].equals("?")) {
                return;
            }
            String rgb = Colours.parse(parts[i + 1]);
            if (rgb != null) {
                state.palette.set(index, rgb);
                view.text("\u001b]4;" + index + ";" + rgb + ST);
            }
        }
    }

    private void resetPalette(String text) {
        if (text.isEmpty()) {
            state.palette.reset();
            view.text("\u001b]104" + ST);
            return;
        }
        for (String part : text.split(";", -1)) {
            int index = paletteIndex(part);
            if (index < 0) {
                return;
            }
            state.palette.reset(index);
            view.text("\u001b]104;" + index + ST);
        }
    }

    private static int paletteIndex(String text) {
        if (text.isEmpty() || text.length() > 3 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        int index = Integer.parseInt(text);
        return index < 256 ? index : -1;
    }

    private void colour(int option, String text) {
        String rgb = Colours.parse(text);
        if (rgb == null) {
            return;
        }
        set(option, Optional.of(rgb));
        view.text("\u001b]" + option + ";" + rgb + ST);
    }

    private void resetColour(int option, String text) {
        if (!text.isEmpty()) {
            return;
        }
        set(option - 100, Optional.empty());
        view.text("\u001b]" + option + ST);
    }

    private void set(int option, Optional<String> rgb) {
        switch (option) {
            case 10 -> state.palette.text(rgb);
            case 11 -> state.palette.background(rgb);
            default -> state.cursorColour = rgb.orElse("");
        }
    }

    private void link(String text) {
        int semicolon = text.indexOf(';');
        if (!dialect.hyperlinks() || semicolon < 0) {
            return;
        }
        String uri = text.substring(semicolon + 1);
        String id = "";
        for (String parameter : text.substring(0, semicolon).split(":", -1)) {
            if (parameter.startsWith("id=")) {
                id = parameter;
            }
        }
        boolean open = !uri.isEmpty() && text.length() <= MAX_LINK && policy.allowsLink(uri);
        if (!open && !uri.isEmpty()) {
            listener.refused();
        }
        String link = open ? id + ";" + uri : "";
        if (!link.isEmpty() || !state.hyperlink.isEmpty()) {
            view.text("\u001b]8;" + (open ? link : ";") + ST);
        }
        state.hyperlink = link;
    }

    /** The bytes as text when tmux calls them valid: printable ASCII and printable UTF-8; else null. */
    private static @org.jspecify.annotations.Nullable String printable(byte[] bytes, int offset, int length) {
        Utf8Assembler utf8 = new Utf8Assembler();
        for (int i = offset; i < offset + length; i++) {
            int b = bytes[i] & 0xff;
            if (utf8.started()) {
                int codePoint = utf8.append(b);
                if (codePoint == Utf8Assembler.ERROR || codePoint >= 0 && WidthTable.TMUX.of(codePoint) < 0) {
                    return null;
                }
            } else if (b >= 0x80) {
                if (utf8.open(b) == Utf8Assembler.ERROR) {
                    return null;
                }
            } else if (b < 0x20 || b > 0x7e) {
                return null;
            }
        }
        return utf8.started() ? null : new String(bytes, offset, length, StandardCharsets.UTF_8);
    }
}

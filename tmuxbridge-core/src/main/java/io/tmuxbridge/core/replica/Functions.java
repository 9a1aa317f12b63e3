package io.tmuxbridge.core.replica;

/**
 * The control sequences that a viewer is sent.
 *
 * <p><b>Threads:</b> stateless.
 */
final class Functions {

    private Functions() {}

    static void run(Emulator to, int last, Sequence p) {
        if (p.mark == '?') {
            if (last == 'h' || last == 'l') {
                modes(to, p, last == 'h');
            }
            return;
        }
        if (p.mark != 0) {
            return;
        }
        switch (last) {
            case 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'd', '`', 'Z' -> move(to, last, p.atLeastOne(0));
            case 'H', 'f' -> to.moveTo(p.atLeastOne(1) - 1, p.atLeastOne(0) - 1);
            case 'J' -> Editing.eraseInDisplay(to, p.get(0));
            case 'K' -> Editing.eraseInLine(to, p.get(0));
            case 'X', '@', 'P' -> Editing.edit(to, last, p.atLeastOne(0));
            case 'L', 'M' -> Editing.editLines(to, last == 'L', p.atLeastOne(0));
            case 'S', 'T' -> Editing.scroll(to, last == 'S', p.atLeastOne(0));
            case 'g' -> clearTabs(to, p.get(0));
            case 'h', 'l' -> {
                if (p.get(0) == 4) {
                    to.modes.insert = last == 'h';
                }
            }
            case 'm' -> to.pen = Sgr.apply(to.pen, p);
            case 'r' -> to.region(p.atLeastOne(0), p.get(1));
            default -> {
                // nothing else is sent
            }
        }
    }

    private static void move(Emulator to, int last, int n) {
        switch (last) {
            case 'A', 'F' -> to.up(n);
            case 'B', 'E' -> to.down(n);
            case 'C' -> to.moveBy(n, 0);
            case 'D' -> to.moveBy(-n, 0);
            case 'd' -> to.moveTo(to.x, n - 1);
            case 'Z' -> to.backTab(n);
            default -> to.moveTo(n - 1, to.y);
        }
        if (last == 'E' || last == 'F') {
            to.x = 0;
        }
    }

    private static void modes(Emulator to, Sequence p, boolean on) {
        for (int i = 0; i < p.count(); i++) {
            switch (p.get(i)) {
                case 47, 1047, 1049 -> to.alternate(on);
                case 6 -> {
                    to.modes.set(6, on);
                    to.moveTo(0, 0);
                }
                default -> to.modes.set(p.get(i), on);
            }
        }
    }

    private static void clearTabs(Emulator to, int which) {
        if (which == 3) {
            to.buffer.tabs.clear();
        } else {
            to.buffer.tabs.clear(to.x);
        }
    }
}

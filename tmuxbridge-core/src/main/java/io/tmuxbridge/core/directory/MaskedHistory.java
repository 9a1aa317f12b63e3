package io.tmuxbridge.core.directory;

import io.tmuxbridge.core.redact.Redactor;
import java.util.BitSet;
import java.util.List;

/**
 * Lines of panes with their secrets masked. Some lines more are read than are wanted, before and after, so that a
 * secret is seen whole that goes over the end of what was asked for.
 *
 * <p><b>Threads:</b> any; blocks for some milliseconds.
 */
public final class MaskedHistory implements LineSource {

    private final LineSource source;
    private final Redactor redactor;

    /**
     * Masks lines.
     *
     * @param source the lines as tmux has them
     * @param redactor what is masked
     */
    public MaskedHistory(LineSource source, Redactor redactor) {
        this.source = source;
        this.redactor = redactor;
    }

    @Override
    public PaneHistory.Lines read(String paneId, int start, int end, boolean ansi) {
        int above = (int) Math.max(Integer.MIN_VALUE, (long) start - Redactor.CONTEXT_LINES);
        int below = (int) Math.min(Integer.MAX_VALUE, (long) end + Redactor.CONTEXT_LINES);
        PaneHistory.Lines all = source.read(paneId, above, below, ansi);
        boolean cut = all.start() > -all.historySize();
        List<String> masked = redactor.mask(all.lines(), all.wrapped(), all.tabs(), all.cursor() - all.start(), cut);
        int from = Math.min(Math.max(0, start - all.start()), masked.size());
        int to = (int) Math.max(from, Math.min(masked.size(), (long) end - all.start() + 1));
        // of the last line it is not told whether it goes on, as without masks
        BitSet wrapped = all.wrapped().get(from, Math.max(from, to - 1));
        return new PaneHistory.Lines(
                masked.subList(from, to), all.start() + from, all.historySize(), wrapped, all.tabs(), all.cursor());
    }
}

package io.tmuxbridge.core.stream;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.tmux.Tmux;
import io.tmuxbridge.core.tmux.TmuxCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks tmux, by a process of its own, what is left of a pane.
 *
 * <p><b>Threads:</b> any; every method blocks for some milliseconds.
 */
public final class PaneLookup {

    private static final String FORMAT = "#{pid} #{session_id} #{window_id} #{pane_id} #{pane_dead}";

    private final Tmux tmux;

    /** What was found: an end, or where the pane is now; whether the pane itself is gone, wherever it was. */
    public record Found(Optional<PaneEnd> end, PaneAddress address, boolean gone) {
        private static Found tmuxEnded(PaneAddress address) {
            return new Found(Optional.of(PaneEnd.TMUX_ENDED), address, true);
        }
    }

    private record Row(long server, String sessionId, String windowId, String paneId, boolean dead) {}

    /** Looks in one tmux. */
    public PaneLookup(Tmux tmux) {
        this.tmux = tmux;
    }

    /**
     * Looks.
     *
     * @param kept whether the pane is there only because it was kept, if its program has ended
     */
    public Found look(PaneAddress address, boolean kept) {
        Optional<List<Row>> rows = rows(address);
        if (rows.isEmpty()) {
            return Found.tmuxEnded(address);
        }
        List<Row> all = rows.get();
        if (all.stream().noneMatch(row -> row.server() == address.server())) {
            return Found.tmuxEnded(address);
        }
        return all.stream()
                .filter(row -> row.paneId().equals(address.paneId()))
                .filter(row -> row.sessionId().equals(address.sessionId()))
                .findFirst()
                .map(row -> found(row, all, address, kept))
                .orElseGet(() -> left(all, address));
    }

    /** The panes that a control client of this pane's session would hear beside it. */
    public List<Integer> otherPanes(PaneAddress address) {
        List<Integer> others = new ArrayList<>();
        for (Row row : rows(address).orElse(List.of())) {
            if (row.sessionId().equals(address.sessionId()) && !row.paneId().equals(address.paneId())) {
                others.add(Integer.parseInt(row.paneId().substring(1)));
            }
        }
        return others;
    }

    private static Found found(Row row, List<Row> all, PaneAddress address, boolean kept) {
        PaneAddress now =
                new PaneAddress(row.server(), row.sessionId(), row.windowId(), address.pane(), address.ours());
        if (!row.dead() || !kept) {
            return new Found(Optional.empty(), now, false);
        }
        long panes = all.stream()
                .filter(other -> other.sessionId().equals(row.sessionId()))
                .count();
        return new Found(Optional.of(panes == 1 ? PaneEnd.SESSION_ENDED : PaneEnd.PANE_ENDED), now, false);
    }

    private static Found left(List<Row> all, PaneAddress address) {
        boolean session = all.stream().anyMatch(row -> row.sessionId().equals(address.sessionId()));
        boolean gone = all.stream().noneMatch(row -> row.paneId().equals(address.paneId()));
        return new Found(Optional.of(session ? PaneEnd.PANE_ENDED : PaneEnd.SESSION_ENDED), address, gone);
    }

    /** All panes of the server of a pane; empty when there is no server. */
    private Optional<List<Row>> rows(PaneAddress of) {
        Tmux.Result result =
                tmux.runByThoseOf(List.of(of.sessionId()), TmuxCommand.of("list-panes", "-a", "-F", FORMAT));
        if (result.noServer()) {
            return Optional.empty();
        }
        if (!result.ok()) {
            throw new TmuxBridgeException(ErrorCode.UNAVAILABLE, "tmux list-panes failed: " + result.error());
        }
        List<Row> rows = new ArrayList<>();
        for (String line : result.lines()) {
            String[] words = line.split(" ");
            rows.add(new Row(Long.parseLong(words[0]), words[1], words[2], words[3], words[4].equals("1")));
        }
        return Optional.of(rows);
    }
}

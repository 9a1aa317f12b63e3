package io.tmuxbridge.core.stream;

import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.Reply;
import io.tmuxbridge.core.tmux.Tmux;
import io.tmuxbridge.core.tmux.TmuxCommand;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Panes whose program may end while a bridge follows them: what they print last would be lost if they went away at
 * once, so they stay until it has been read, and are given back as they were found. Those that the user has tmux keep
 * are left alone.
 *
 * <p>A bridge that is killed cannot give back. Therefore a pane that is kept has a mark in tmux, and a bridge that
 * starts gives back those that no control client follows any more.
 *
 * <p><b>Threads:</b> any. {@link #sweep} and {@link #giveBack} block for some milliseconds.
 */
public final class KeptPanes {

    private static final Logger LOG = LoggerFactory.getLogger(KeptPanes.class);

    /** User option on panes that are kept. */
    private static final String MARK = "@tmuxbridge-kept";

    /**
     * A format that is 1 for panes that may be kept: those that go when their program ends, and those that are kept
     * already. Where the user has tmux keep a pane, it stays without us, and is the user's to end. Older versions of
     * tmux say 0 for off.
     */
    public static final String MAY_BE_KEPT =
            "#{||:#{" + MARK + "},#{||:#{==:#{remain-on-exit},off},#{==:#{remain-on-exit},0}}}";

    private final Tmux tmux;

    /**
     * Creates the keeper of a server's panes.
     *
     * @param tmux the server
     */
    public KeptPanes(Tmux tmux) {
        this.tmux = tmux;
    }

    /** Keeps a pane. Does not block. */
    void keep(PaneAddress address, ControlClient by) {
        String pane = address.paneId();
        by.send(TmuxCommand.of("set-option", "-p", "-t", pane, MARK, "1"), reply -> {});
        by.send(TmuxCommand.of("set-option", "-p", "-t", pane, "remain-on-exit", "on"), reply -> {});
    }

    /**
     * Gives a pane back by the client that followed it, or without it when it is gone; a dead one goes. Does not block.
     *
     * @param then run when that is done
     */
    public void release(PaneAddress address, ControlClient by, Executor work, Runnable then) {
        String pane = address.paneId();
        if (!by.isOpen()) {
            releaseWithout(address, work, then);
            return;
        }
        by.send(unpipe(pane), reply -> {});
        unset(pane).forEach(command -> by.send(command, reply -> {}));
        by.send(dead(pane), reply -> {
            if (!reply.ok()) {
                // It fails for no pane: the client has ended, perhaps before it came to the rest of this.
                releaseWithout(address, work, then);
                return;
            }
            if (isDead(reply)) {
                // The client leaves; by the number alone another server's pane might be ended.
                work.execute(() -> giveBack(address));
            }
            then.run();
        });
    }

    /**
     * Ends the pipe of a pane that is not kept, by the client that followed it, or without it when it is gone: nobody
     * reads it any more. Does not block.
     *
     * @param then run when that is done
     */
    public void endPipe(PaneAddress address, ControlClient by, Executor work, Runnable then) {
        TmuxCommand end = unpipe(address.paneId());
        by.send(end, reply -> {
            if (reply.ok() || by.isOpen()) {
                then.run();
                return;
            }
            work.execute(() -> {
                onItsServer(address, () -> tmux.run(end));
                then.run();
            });
        });
    }

    private void releaseWithout(PaneAddress address, Executor work, Runnable then) {
        work.execute(() -> {
            giveBack(address);
            then.run();
        });
    }

    /**
     * Ends the control clients of bridges that were killed and gives back their panes, on every server that answers;
     * never throws. To be called before anybody views.
     */
    public void sweep() {
        quietly(() -> {
            tmux.sweep();
            // Of each server in one answer: panes without its clients would all seem to be left.
            List<String> told = tmux
                    .runByEach(
                            TmuxCommand.of("list-panes", "-a", "-F", "#{?" + MARK + ",kept,} #{session_id} #{pane_id}"),
                            TmuxCommand.of("list-clients", "-F", "#{?client_control_mode,client,} #{session_id}"))
                    .stream()
                    .filter(Tmux.Result::ok)
                    .flatMap(result -> result.lines().stream())
                    .toList();
            for (String pane : left(told)) {
                LOG.debug("pane {} was kept by a bridge that is gone and is given back", pane);
                giveBack(pane);
            }
        });
    }

    /** The kept panes that have no control client in any of the sessions that their window is in. */
    private static Set<String> left(List<String> told) {
        Set<String> kept = new LinkedHashSet<>();
        Set<String> followed = new HashSet<>();
        for (String line : told) {
            String[] words = line.split(" ");
            if (words.length == 3 && words[0].equals("kept")) {
                kept.add(words[2]);
                if (told.contains("client " + words[1])) {
                    followed.add(words[2]);
                }
            }
        }
        kept.removeAll(followed);
        return kept;
    }

    /**
     * Gives a pane back by a process, unless its server has ended: another one may have a pane of that number. A dead
     * one goes. Never throws.
     */
    public void giveBack(PaneAddress address) {
        onItsServer(address, () -> giveBack(address.paneId()));
    }

    private void onItsServer(PaneAddress address, Runnable task) {
        TmuxCommand server = TmuxCommand.of("display-message", "-p", "-t", address.paneId(), "#{pid}");
        quietly(() -> {
            if (tmux.run(server).lines().contains(Long.toString(address.server()))) {
                task.run();
            }
        });
    }

    private void giveBack(String pane) {
        // In one call, which ends at the first failure: a pane that is gone has no options, a dead one cannot be piped.
        List<TmuxCommand> options = unset(pane);
        Tmux.Result result = tmux.run(options.get(0), options.get(1), dead(pane), unpipe(pane));
        if (result.lines().contains("1")) {
            tmux.run(kill(pane));
        }
    }

    private static TmuxCommand unpipe(String pane) {
        return TmuxCommand.of("pipe-pane", "-t", pane);
    }

    private static List<TmuxCommand> unset(String pane) {
        return List.of(
                TmuxCommand.of("set-option", "-p", "-u", "-t", pane, "remain-on-exit"),
                TmuxCommand.of("set-option", "-p", "-u", "-t", pane, MARK));
    }

    private static TmuxCommand dead(String pane) {
        return TmuxCommand.of("display-message", "-p", "-t", pane, "#{pane_dead}");
    }

    private static TmuxCommand kill(String pane) {
        return TmuxCommand.of("kill-pane", "-t", pane);
    }

    private static boolean isDead(Reply reply) {
        return new String(reply.bodies().get(0), StandardCharsets.US_ASCII).startsWith("1");
    }

    private static void quietly(Runnable task) {
        try {
            task.run();
        } catch (TmuxBridgeException e) {
            LOG.debug("kept panes could not be given back: {}", e.getMessage());
        }
    }
}

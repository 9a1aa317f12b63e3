package io.tmuxbridge.mirror;

import static org.awaitility.Awaitility.await;

import io.tmuxbridge.core.replica.Difference;
import io.tmuxbridge.testkit.TmuxServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One size at which a session is looked at twice: by plain {@code tmux attach}, and by viewers of the bridge. What one
 * of them does to its own client (a prompt, a popup, a size) the other one does, too.
 */
final class Scene implements AutoCloseable {

    /** The prefix, and a key that does nothing but lengthen an option. */
    private static final String TYPES = "\u0002\u0007";

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final MirrorFixture fixture;
    private final Door door;
    private final TmuxServer server;
    private final BareClient bare;
    private final List<Watcher> watchers = new ArrayList<>();
    private int cols;
    private int rows;

    Scene(MirrorFixture fixture, Door door, int cols, int rows) throws IOException {
        this.fixture = fixture;
        this.door = door;
        this.server = fixture.server;
        this.cols = cols;
        this.rows = rows;
        server.tmux("bind-key", "C-g", "set-option", "-ag", "@typed", "x");
        bare = new BareClient(server, "s", cols, rows);
        await().until(() -> bare.text().contains("[s]"));
        join();
    }

    /** One more viewer; those of one size share a client of tmux. */
    void join() {
        watchers.add(new Watcher(fixture.admin(door), "s", cols, rows));
    }

    /** The viewer that came last goes, unless it is the only one. */
    void part() {
        if (watchers.size() > 1) {
            watchers.remove(watchers.size() - 1).leave();
        }
    }

    int viewers() {
        return watchers.size();
    }

    Watcher first() {
        return watchers.get(0);
    }

    void refresh() {
        watchers.forEach(each -> each.client.say("{'type':'refresh'}"));
    }

    void resize(int newCols, int newRows) throws IOException {
        cols = newCols;
        rows = newRows;
        bare.resize(cols, rows);
        watchers.forEach(each -> each.resize(cols, rows));
    }

    /** Types into both clients what is for the client and not for a pane. */
    void typeIntoClients(String keys) throws IOException {
        bare.type(keys);
        first().type(keys);
    }

    /**
     * Runs a command of tmux on both clients, {@code CLIENT} stands for each; one that opens a popup goes on until it
     * is closed.
     */
    void onClients(String... command) throws IOException {
        for (String client : List.of(bare.tty(server), mirrorTty())) {
            List<String> words = new ArrayList<>(List.of(TmuxServer.binary(), "-L", server.socketName()));
            List.of(command).forEach(word -> words.add(word.replace("CLIENT", client)));
            new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        }
    }

    /** Whether both clients show a text. */
    void awaitText(String text) {
        try {
            await().until(() -> ("\n" + bare.text()).contains(text)
                    && ("\n" + first().shown().text()).contains(text));
        } catch (RuntimeException e) {
            throw new AssertionError(
                    "no " + text + " in both at " + cols + "x" + rows + ", " + server.tmux("list-clients") + " "
                            + first().errors() + ":\n" + bare.text() + "\n\n"
                            + first().shown().text(),
                    e);
        }
    }

    /**
     * Has this size count, of both clients: that of whoever typed last does. Returns when all is drawn at it.
     *
     * <p>While a client has a prompt, tmux leaves the rest of its terminal as it was when the prompt came: what a
     * program still had to draw then, one client would show and the other would not.
     */
    void takeOver() throws IOException {
        int before = typed();
        typeIntoClients(TYPES);
        await().until(() -> typed() == before + 2);
        fixture.awaitDrawn("s:");
    }

    private int typed() {
        return fixture.told("s", "#{@typed}").length();
    }

    /** Opens tmux's prompt in both clients; what is typed before it is there, tmux drops. */
    void openPrompts() throws IOException {
        typeIntoClients("\u0002:");
        awaitText("\n:");
    }

    void awaitNoText(String text) {
        await().until(() ->
                !bare.text().contains(text) && !first().shown().text().contains(text));
    }

    private String mirrorTty() {
        String own = bare.tty(server);
        return server.tmux("list-clients", "-F", "#{client_tty} #{client_width}x#{client_height}")
                .lines()
                .map(line -> line.split(" "))
                .filter(words -> words[1].equals(cols + "x" + rows) && !words[0].equals(own))
                .map(words -> words[0])
                .findFirst()
                .orElseThrow(() -> new AssertionError("no client of " + cols + "x" + rows));
    }

    /**
     * Waits until every viewer shows what the plain client shows.
     *
     * <p>Of a window that is larger than its terminal a client shows a part, and tmux keeps which one from when it last
     * had a reason to look: the parts of two plain clients of one size may differ. Where tmux says that they do, both
     * look again.
     */
    void awaitEqual(String what) {
        for (Watcher watcher : watchers) {
            if (!isEqual(watcher, SOON) && !offset(bare.tty(server)).equals(offset(mirrorTty()))) {
                for (String client : List.of(bare.tty(server), mirrorTty())) {
                    server.tmux("refresh-client", "-c", "-t", client);
                }
            }
            if (!isEqual(watcher, LONGEST)) {
                throw new AssertionError(what + ": " + cols + "x" + rows + " differs: " + differences() + ", offsets "
                        + offset(bare.tty(server)) + " and " + offset(mirrorTty()) + "\nplain client:\n" + bare.text()
                        + "\nviewer:\n" + watcher.shown().text() + "\ntmux:\n" + panes() + "\nafter a refresh: "
                        + afterRefresh(watcher));
            }
        }
    }

    private boolean isEqual(Watcher watcher, Duration time) {
        try {
            await().atMost(time)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> bare.differenceFrom(watcher.shown()).isEmpty());
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    private List<Optional<Difference>> differences() {
        return watchers.stream()
                .map(watcher -> bare.differenceFrom(watcher.shown()))
                .toList();
    }

    /**
     * What differs between what the bridge itself has and the plain client: the viewer is wrong where that is nothing.
     */
    private String afterRefresh(Watcher watcher) {
        int before = watcher.snapshots();
        watcher.client.say("{'type':'refresh'}");
        await().until(() -> watcher.snapshots() > before);
        return bare.differenceFrom(watcher.shown()).toString();
    }

    /** What each pane of the window holds, which tells who is wrong. */
    private String panes() {
        return server.tmux("list-panes", "-t", "s:", "-F", "#{pane_id}")
                .lines()
                .map(pane -> pane + ":\n" + server.tmux("capture-pane", "-p", "-t", pane))
                .collect(Collectors.joining("\n"));
    }

    private String offset(String client) {
        return server.tmux("list-clients", "-F", "#{client_tty} #{window_offset_x},#{window_offset_y}")
                .lines()
                .filter(line -> line.startsWith(client + " "))
                .map(line -> line.substring(client.length() + 1))
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        bare.close();
    }
}

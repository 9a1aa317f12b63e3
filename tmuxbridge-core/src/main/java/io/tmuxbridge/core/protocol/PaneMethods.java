package io.tmuxbridge.core.protocol;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.core.directory.PaneSearch;
import io.tmuxbridge.core.drive.DrivenPane;
import io.tmuxbridge.pane.Await;
import io.tmuxbridge.pane.Awaited;
import io.tmuxbridge.pane.PanePosition;
import io.tmuxbridge.pane.RunResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The JSON-RPC methods that drive panes. A pane that was named once is driven until the connection ends, and after one
 * that was lost it is kept as for those who look on, so that positions of it stay good.
 *
 * <p><b>Threads:</b> the conversation's lane, but for {@link #close}; answers come later.
 */
final class PaneMethods {

    private static final int MAX_MILLIS = 24 * 3600 * 1000;
    private static final int DEFAULT_MILLIS = 30_000;

    private final PaneDoor door;
    private final Supplier<Caller> who;
    private final String address;
    private final Map<String, DrivenPane> open = new ConcurrentHashMap<>();
    private volatile boolean closed;

    PaneMethods(PaneDoor door, Supplier<Caller> who, String address) {
        this.door = door;
        this.who = who;
        this.address = address;
    }

    CompletionStage<Map<String, ?>> send(String paneId, RpcParams params) {
        return pane(paneId).send(params.requiredText("text")).thenApply(PaneMethods::describe);
    }

    CompletionStage<Map<String, ?>> run(String paneId, RpcParams params) {
        return pane(paneId).run(params.requiredText("command"), timeout(params)).thenApply(PaneMethods::describe);
    }

    CompletionStage<Map<String, ?>> await(String paneId, RpcParams params) {
        DrivenPane pane = pane(paneId);
        Optional<String> epoch = params.text("epoch");
        PanePosition from = epoch.isPresent()
                ? new PanePosition(epoch.get(), params.wholeNumber("offset").orElse(0L))
                : pane.position();
        return pane.awaitOutput(what(params), from, timeout(params)).thenApply(PaneMethods::describe);
    }

    private static Await what(RpcParams params) {
        Optional<String> text = params.text("pattern");
        boolean prompt = params.flag("prompt");
        int silence = params.number("silenceMs").orElse(0);
        if ((text.isPresent() ? 1 : 0) + (prompt ? 1 : 0) + (silence != 0 ? 1 : 0) != 1) {
            throw invalid("give one of pattern, silenceMs and prompt");
        }
        if (text.isPresent()) {
            return Await.pattern(PaneSearch.pattern(text.get(), params.flag("regex")));
        }
        return prompt ? Await.prompt() : Await.silence(Duration.ofMillis(silence));
    }

    private static Duration timeout(RpcParams params) {
        int millis = params.number("timeoutMs").orElse(DEFAULT_MILLIS);
        if (millis < 1 || millis > MAX_MILLIS) {
            throw invalid("timeoutMs is " + millis + ": it must be 1 to " + MAX_MILLIS);
        }
        return Duration.ofMillis(millis);
    }

    private static TmuxBridgeException invalid(String why) {
        return new TmuxBridgeException(ErrorCode.INVALID, why);
    }

    private DrivenPane pane(String paneId) {
        DrivenPane known = open.get(paneId);
        if (known != null && !known.hasEnded() && !known.hasLeft()) {
            return known;
        }
        open.values().removeIf(DrivenPane::hasLeft);
        DrivenPane fresh = door.open(who, address, Optional.empty(), Optional.of(paneId), open.size());
        open.put(paneId, fresh);
        if (closed) {
            fresh.close();
        }
        return fresh;
    }

    /** What the caller may do may be something else. */
    void lookAgain() {
        open.values().forEach(DrivenPane::lookAgain);
    }

    /** The connection has ended: nobody waits any more. One that was lost may be followed by another. */
    void close(boolean lost) {
        closed = true;
        open.values().forEach(lost ? DrivenPane::lost : DrivenPane::close);
    }

    private static Map<String, ?> describe(PanePosition position) {
        return Map.of("epoch", position.epoch(), "offset", position.offset());
    }

    private static Map<String, ?> describe(RunResult result) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("reason", wire(result.reason()));
        result.exitStatus().ifPresent(status -> fields.put("exitStatus", status));
        fields.put("output", result.output());
        result.running().ifPresent(program -> fields.put("running", program));
        return with(fields, result.cut(), result.gap(), result.position());
    }

    private static Map<String, ?> describe(Awaited awaited) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("reason", wire(awaited.reason()));
        fields.put("text", awaited.text());
        fields.put("groups", awaited.groups());
        fields.put("before", awaited.before());
        return with(fields, awaited.cut(), awaited.gap(), awaited.position());
    }

    private static Map<String, ?> with(Map<String, Object> fields, boolean cut, boolean gap, PanePosition position) {
        fields.put("cut", cut);
        fields.put("gap", gap);
        fields.putAll(describe(position));
        return fields;
    }

    private static String wire(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

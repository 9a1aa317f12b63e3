package io.tmuxbridge.core.drive;

import io.tmuxbridge.core.log.LogRead;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.redact.Lens;
import io.tmuxbridge.core.replica.Replica;
import io.tmuxbridge.pane.Await;
import io.tmuxbridge.pane.Awaited;
import io.tmuxbridge.pane.PanePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Waits for what an {@link Await} says.
 *
 * <p>Where output is missing, at a barrier or because the log has forgotten it, the text starts anew: nothing is found
 * across that. A barrier before which nothing is missing, as of a resize, parts nothing. The mark of a prompt may be in
 * what is missing: behind that a prompt is guessed, also where a shell marks it.
 *
 * <p><b>Threads:</b> one at a time, the pane's lane.
 */
final class AwaitTask implements Task {

    private static final long PROMPT_NANOS = 150_000_000;
    private static final Pattern PROMPT = Pattern.compile("[$#%>\u276f] ?\\z");

    private final Await what;
    private final Waiting<Awaited> waiting;
    private final String epoch;
    private final long from;
    private final long silence;
    private final TextWindow window = new TextWindow();
    private final PlainText plain = new PlainText(true, window);
    private long position;
    private long quietSince = System.nanoTime();
    private boolean gap;
    /**
     * Behind a gap: whether the screen that stands for what is missing shows a prompt, and nothing was printed since.
     */
    private boolean atPrompt;

    private long wakeAt = quietSince;

    AwaitTask(Await what, PanePosition from, Waiting<Awaited> waiting) {
        this.what = what;
        this.waiting = waiting;
        this.epoch = from.epoch();
        this.from = from.offset();
        this.position = from.offset();
        this.silence = what instanceof Await.Silence quiet ? quiet.length().toNanos() : PROMPT_NANOS;
    }

    @Override
    public boolean advance(Lens lens, long end, Marks marks) {
        while (!waiting.isOver() && position < end) {
            LogRead read = lens.read(position, CHUNK);
            if (read instanceof LogRead.Bytes bytes) {
                plain.feed(bytes.data(), bytes.offset());
                position = bytes.end();
                atPrompt = false;
                quietSince = System.nanoTime();
                look(marks);
                window.trim();
            } else if (read instanceof LogRead.Barrier barrier) {
                skipTo(barrier.next().offset(), barrier.isMissing());
                atPrompt = barrier.isMissing() && endsLikePrompt(barrier.next());
            } else if (read instanceof LogRead.Lost lost) {
                skipTo(lost.base(), true);
            } else {
                break;
            }
        }
        if (!waiting.isOver()) {
            // A mark may have been told since the bytes before it were read.
            lookForPrompt(marks);
        }
        if (!waiting.isOver()) {
            lookAtTheTime(marks);
        }
        return waiting.isOver();
    }

    private void skipTo(long offset, boolean missing) {
        position = offset;
        plain.reset();
        if (missing) {
            gap = true;
            quietSince = System.nanoTime();
            window.clear();
        }
    }

    private void look(Marks marks) {
        if (what instanceof Await.Match match) {
            Matcher found = window.find(match.pattern());
            if (found != null) {
                found(found);
            }
        }
        lookForPrompt(marks);
    }

    /** The mark at the position itself is that of a prompt that was there before. */
    private void lookForPrompt(Marks marks) {
        if (what instanceof Await.Prompt) {
            marks.first('B', from + 1)
                    .filter(mark -> mark.offset() <= position)
                    .ifPresent(mark -> finish(Awaited.Reason.FOUND, "", List.of(), window.length(), mark.offset()));
        }
    }

    private void found(Matcher match) {
        List<String> groups = new ArrayList<>();
        for (int i = 1; i <= match.groupCount(); i++) {
            String group = match.group(i);
            groups.add(group == null ? "" : group);
        }
        long end = window.endOf(match.end());
        finish(Awaited.Reason.FOUND, match.group(), groups, match.start(), end < 0 ? from : end);
    }

    /** Only the last of what is older than the match is kept. */
    private void finish(Awaited.Reason reason, String text, List<String> groups, int before, long end) {
        String all = window.text(before);
        String last = all.length() > TextWindow.MOST ? all.substring(all.length() - TextWindow.MOST) : all;
        waiting.done(new Awaited(reason, text, groups, last, window.cut(), gap, new PanePosition(epoch, end)));
    }

    private void lookAtTheTime(Marks marks) {
        long now = System.nanoTime();
        boolean waitsForQuiet = !matches();
        if (waitsForQuiet && now - quietSince >= silence && isQuietEnough(marks)) {
            finish(Awaited.Reason.FOUND, "", List.of(), window.length(), position);
        } else if (waiting.timeIsOver()) {
            finish(Awaited.Reason.TIMED_OUT, "", List.of(), window.length(), position);
        } else if (waitsForQuiet && now - quietSince < silence && now - wakeAt >= 0) {
            // One timer at a time, however often output puts the silence off.
            wakeAt = quietSince + silence;
            waiting.wakeIn(wakeAt - now);
        }
    }

    private boolean isQuietEnough(Marks marks) {
        return what instanceof Await.Silence
                || (gap || !marks.anyPrompt()) && (atPrompt || window.find(PROMPT) != null);
    }

    private static boolean endsLikePrompt(Snapshot screen) {
        Replica shown = new Replica(screen.size().cols(), screen.size().rows());
        shown.write(screen.data());
        String all = String.join("\n", shown.text()).stripTrailing();
        return PROMPT.matcher(all).find();
    }

    @Override
    public boolean matches() {
        return what instanceof Await.Match;
    }

    @Override
    public void ended(boolean missing) {
        gap |= missing;
        finish(Awaited.Reason.ENDED, "", List.of(), window.length(), position);
    }

    @Override
    public void fail(Throwable why) {
        waiting.fail(why);
    }
}

package io.tmuxbridge.core.tmux;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A tmux that says exactly what a test tells it to, to a real parser and pipeline. One thread. */
final class ScriptedControlPeer implements ControlParser.Replies, ControlParser.Connection {

    private static final Pattern MARK = Pattern.compile("tb-[0-9a-f]{24}-(?:\\d+|out)");

    final RecordingListener heard = new RecordingListener();
    final ByteArrayOutputStream written = new ByteArrayOutputStream();
    final CommandPipeline pipeline = new CommandPipeline(written, TmuxLoad.unbounded());
    final ControlParser parser = new ControlParser(heard, this, this, 1024 * 1024);
    private final LineBuffer lines = new LineBuffer(1024 * 1024);

    /** Sends a query of that many commands and returns its marks, the last of them that of line two. */
    List<String> query(String name, TmuxCommand... commands) {
        QueryFrame frame = QueryFrame.of(List.of(commands), new SecureRandom());
        int from = written.size();
        pipeline.submit(List.of(
                new Pending(frame.line(), heard.replies(name), frame),
                new Pending(frame.outLine(), ReplyListener.IGNORE, null)));
        String text = written.toString(StandardCharsets.UTF_8).substring(from);
        return MARK.matcher(text).results().map(MatchResult::group).toList();
    }

    void send(String name) {
        byte[] line = "display-message\n".getBytes(StandardCharsets.UTF_8);
        pipeline.submit(List.of(new Pending(line, heard.replies(name), null)));
    }

    /** tmux writes these lines. */
    void says(String... text) throws IOException {
        feed((String.join("\n", text) + "\n").getBytes(StandardCharsets.ISO_8859_1), Integer.MAX_VALUE);
    }

    /** tmux writes these bytes, in pieces of that size. */
    void feed(byte[] bytes, int piece) throws IOException {
        InputStream in = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] to, int offset, int length) {
                return super.read(to, offset, Math.min(length, piece));
            }
        };
        while (lines.readFrom(in, parser)) {
            parser.checkLimit();
        }
    }

    List<String> events() {
        return heard.events();
    }

    static List<String> block(int number, int flags, String... body) {
        List<String> all = new ArrayList<>();
        all.add("%begin 1700000000 " + number + " " + flags);
        all.addAll(List.of(body));
        all.add("%end 1700000000 " + number + " " + flags);
        return all;
    }

    void saysBlock(int number, String... body) throws IOException {
        says(block(number, 1, body).toArray(String[]::new));
    }

    @Override
    public @Nullable Pending head() {
        return pipeline.head();
    }

    @Override
    public void answered(Reply reply) {
        Pending pending = pipeline.answered();
        if (pending != null) {
            pending.listener.reply(reply);
        }
    }

    @Override
    public void foreignBlock(boolean ok, String text) {
        heard.note("foreign " + ok + " " + text);
    }

    @Override
    public void sessionChanged() {
        heard.note("attached");
    }

    @Override
    public void exit(String reason) {
        heard.note("exit " + reason);
    }
}

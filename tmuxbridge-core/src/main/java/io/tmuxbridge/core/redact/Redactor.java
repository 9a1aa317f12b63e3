package io.tmuxbridge.core.redact;

import io.tmuxbridge.access.Redaction;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.terminal.ByteSink;
import io.tmuxbridge.core.terminal.TabStops;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;

/**
 * A policy that is ready for use: masks snapshots, lines and short texts, and makes what masks the stream.
 *
 * <p><b>Threads:</b> immutable, any.
 */
public final class Redactor {

    /**
     * Lines read before and after those that are masked, so that a secret is seen whole: more than any private key has.
     */
    public static final int CONTEXT_LINES = 128;

    private final Redaction policy;
    private final Program program;

    /**
     * Reads a policy.
     *
     * @param policy the policy
     * @throws io.tmuxbridge.TmuxBridgeException {@link io.tmuxbridge.ErrorCode#INVALID} when a pattern cannot be read
     */
    public Redactor(Redaction policy) {
        this.policy = policy;
        this.program = Program.of(policy.patterns());
    }

    /**
     * Whether secrets are hidden from somebody.
     *
     * @param role what it may do
     * @return true when what it is shown has to be masked
     */
    public boolean hidesFrom(Role role) {
        return policy.roles().contains(role);
    }

    /**
     * Whether secrets are hidden from anybody.
     *
     * @return false for a policy that does nothing
     */
    public boolean hides() {
        return !policy.roles().isEmpty();
    }

    Redaction policy() {
        return policy;
    }

    Program program() {
        return program;
    }

    /**
     * Masks a short text, such as a title.
     *
     * @param text the text
     * @return as many UTF-16 units
     */
    public String mask(String text) {
        List<String> lines = List.of(text.split("\n", -1));
        return String.join("\n", new LineRedactor(this, program, false).mask(lines, new BitSet(), TabStops.NONE, -1));
    }

    /**
     * Masks lines of a pane.
     *
     * @param lines text, with SGR and OSC 8 as the only escape sequences
     * @param joined indexes of those that go on in the next one
     * @param tabs columns and tab stops of the pane
     * @param open index of the line that the cursor is in, -1 for none
     * @param cut whether there are lines before these: then the first one may be the rest of a secret
     * @return as many lines, each as long and as wide as before
     */
    public List<String> mask(List<String> lines, BitSet joined, TabStops tabs, int open, boolean cut) {
        LineRedactor redactor = new LineRedactor(this, program, true);
        return (cut ? redactor.beginInside() : redactor).mask(lines, joined, tabs, open);
    }

    /**
     * Masks a snapshot.
     *
     * @param snapshot as tmux has it
     * @return one of the same length, position and size
     */
    Snapshot mask(Snapshot snapshot) {
        StreamRedactor redactor = new StreamRedactor(program, snapshot.size(), 0, 0);
        if (snapshot.cut()) {
            redactor.beginInside();
        }
        ByteSink out = new ByteSink(snapshot.data().remaining());
        redactor.feed(snapshot.data(), out);
        redactor.finish(out);
        return snapshot.with(ByteBuffer.wrap(out.toByteArray()));
    }
}

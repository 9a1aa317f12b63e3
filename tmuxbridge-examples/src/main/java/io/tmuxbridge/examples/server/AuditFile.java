package io.tmuxbridge.examples.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Audit;
import io.tmuxbridge.access.AuditEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends audit events to a file, one JSON object a line: {@code at}, {@code action}, {@code allowed}, {@code address},
 * and {@code caller}, {@code session}, {@code detail} where there is one.
 *
 * <p>One thread writes, so that no connection waits for a disk. When it falls far behind, or the disk is full, events
 * are left out, and a line {@code audit.lost} says how many, as soon as it can be written. A file that is made is
 * readable for its owner only; one that exists keeps its permissions, since others may be meant to read it. One that is
 * moved away or removed, by whoever rotates logs, is followed by a new one.
 *
 * <p><b>Threads:</b> any. {@link #close} writes what waits.
 */
public final class AuditFile implements Audit, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AuditFile.class);
    private static final int MAX_WAITING = 10_000;
    private static final long CLOSE_MILLIS = 2000;

    private final ObjectMapper mapper = new ObjectMapper();
    private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
    private final AtomicLong lost = new AtomicLong();
    private final Path file;
    private final OutputStream out;
    private final Thread thread;
    private volatile boolean closed;
    private boolean torn;

    private AuditFile(Path file, OutputStream out) {
        this.file = file;
        this.out = out;
        this.thread = new Thread(this::write, "tmuxbridge-audit");
        thread.setDaemon(true);
    }

    /**
     * Opens a file, and makes it when there is none.
     *
     * @param file where to append
     * @return the audit, to be closed by the caller
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when it cannot be written
     */
    public static AuditFile open(Path file) {
        try {
            return to(file, AppendedFile.open(file));
        } catch (IOException e) {
            throw FileRefusal.of("--audit", file, "written", e);
        }
    }

    /** Appends to a stream without a buffer, which is that of a file. */
    static AuditFile to(Path file, OutputStream out) {
        AuditFile audit = new AuditFile(file, out);
        audit.thread.start();
        return audit;
    }

    @Override
    public void record(AuditEvent event) {
        if (!waiting.offer(line(event))) {
            lost.incrementAndGet();
        }
    }

    private String line(AuditEvent event) {
        ObjectNode line = mapper.createObjectNode()
                .put("at", event.at().toString())
                .put("action", event.action())
                .put("allowed", event.allowed())
                .put("address", event.address());
        event.caller().ifPresent(caller -> line.put("caller", caller));
        event.session().ifPresent(session -> line.put("session", session));
        if (!event.detail().isEmpty()) {
            line.put("detail", event.detail());
        }
        try {
            return mapper.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an object of texts can be written", e);
        }
    }

    private void write() {
        List<String> lines = new ArrayList<>();
        try {
            while (!closed || !waiting.isEmpty()) {
                lines.add(waiting.take());
                waiting.drainTo(lines);
                append(lines);
                lines.clear();
            }
        } catch (InterruptedException e) {
            waiting.drainTo(lines);
            append(lines);
        }
    }

    private void append(List<String> lines) {
        long left = lost.getAndSet(0);
        int written = 0;
        try {
            for (String line : lines) {
                append(line);
                written++;
            }
            if (left > 0) {
                append("{\"action\":\"audit.lost\",\"count\":" + left + "}");
            }
        } catch (IOException e) {
            int more = lines.size() - written;
            lost.addAndGet(left + more);
            LOG.error("the audit {} cannot be written: {} events are lost", file, more, e);
        }
    }

    /** Appends a line by itself, so that it is known which ones are there; one that follows half a line begins anew. */
    private void append(String line) throws IOException {
        String text = torn ? "\n" + line + "\n" : line + "\n";
        torn = true;
        out.write(text.getBytes(StandardCharsets.UTF_8));
        torn = false;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(CLOSE_MILLIS);
            out.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warn("the audit {} could not be closed", file, e);
        }
    }
}

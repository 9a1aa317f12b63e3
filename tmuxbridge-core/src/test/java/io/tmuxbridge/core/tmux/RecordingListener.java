package io.tmuxbridge.core.tmux;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps everything a control client tells, in order and as text. Thread-safe. */
final class RecordingListener implements ControlListener {

    private final List<String> events = new ArrayList<>();
    private final List<Notification> notifications = new ArrayList<>();
    private final Map<Integer, ByteArrayOutputStream> outputs = new TreeMap<>();
    private final List<String> closed = new ArrayList<>();

    @Override
    public synchronized void output(int pane, byte[] buffer, int offset, int length, long ageMillis) {
        outputs.computeIfAbsent(pane, key -> new ByteArrayOutputStream()).write(buffer, offset, length);
        events.add("output %" + pane + " " + ageMillis + " "
                + new String(buffer, offset, length, StandardCharsets.ISO_8859_1));
    }

    @Override
    public synchronized void notification(Notification notification) {
        notifications.add(notification);
        events.add(notification.toString());
    }

    @Override
    public synchronized void closed(String reason) {
        closed.add(reason);
        events.add("closed " + reason);
    }

    /** A listener that notes a reply among the other events. */
    ReplyListener replies(String name) {
        return reply -> note(name + " " + text(reply));
    }

    synchronized void note(String event) {
        events.add(event);
    }

    static String text(Reply reply) {
        String bodies = reply.bodies().stream()
                .map(body -> new String(body, StandardCharsets.ISO_8859_1))
                .toList()
                .toString();
        return (reply.ok() ? "ok " : "failed '" + reply.error() + "' ")
                + bodies
                + (reply.interleaved() ? " interleaved" : "");
    }

    synchronized List<String> events() {
        return List.copyOf(events);
    }

    synchronized List<Notification> notifications() {
        return List.copyOf(notifications);
    }

    synchronized byte[] outputOf(int pane) {
        ByteArrayOutputStream bytes = outputs.get(pane);
        return bytes == null ? new byte[0] : bytes.toByteArray();
    }

    String textOf(int pane) {
        return new String(outputOf(pane), StandardCharsets.UTF_8);
    }

    synchronized List<String> closed() {
        return List.copyOf(closed);
    }
}

package io.tmuxbridge.examples.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * People who mean no good, a thread each, as a process of their own: {@code HostileCrowd PORT TOKEN SECONDS SILENT
 * SENDERS DEAF}. They come again as soon as they are thrown out. At the end it prints what they did and what happened
 * to them.
 *
 * <ul>
 *   <li>silent: half connect and say nothing at all, half become WebSockets and say nothing then
 *   <li>senders: send as much as they may, together, of pings, requests, input and nonsense; some are strangers
 *   <li>deaf: look at a session that prints without end, ask for more, and read none of it
 * </ul>
 */
final class HostileCrowd {

    private static final int TICK_MILLIS = 50;

    private final int port;
    private final String token;
    private final long end;
    private final Map<String, AtomicLong> counts = new TreeMap<>();

    private interface Deed {
        void go(int number) throws IOException;
    }

    private HostileCrowd(int port, String token, int seconds) {
        this.port = port;
        this.token = token;
        this.end = System.nanoTime() + seconds * 1_000_000_000L;
        for (String what : new String[] {"opened", "thrown out", "sent", "strangers' sent", "answers"}) {
            counts.put(what, new AtomicLong());
        }
    }

    public static void main(String[] args) throws Exception {
        HostileCrowd crowd = new HostileCrowd(Integer.parseInt(args[0]), args[1], Integer.parseInt(args[2]));
        crowd.start(Integer.parseInt(args[3]), crowd::saysNothing);
        crowd.start(Integer.parseInt(args[4]), crowd::sends);
        crowd.start(Integer.parseInt(args[5]), crowd::neverReads);
        LockSupport.parkNanos(crowd.end - System.nanoTime());
        System.out.println(crowd.counts);
        System.exit(0);
    }

    private void start(int count, Deed deed) {
        for (int i = 0; i < count; i++) {
            int number = i;
            new Thread(null, () -> repeat(deed, number), "hostile", 128 * 1024).start();
        }
    }

    private void repeat(Deed deed, int number) {
        while (isOn()) {
            try {
                count("opened");
                deed.go(number);
            } catch (IOException e) {
                count("thrown out");
                LockSupport.parkNanos(50_000_000);
            }
        }
    }

    private boolean isOn() {
        return System.nanoTime() < end;
    }

    private void count(String what) {
        counts.get(what).incrementAndGet();
    }

    private FrameSocket open(boolean signedIn) throws IOException {
        FrameSocket socket = new FrameSocket(port, "/ws/terminal", "tmuxbridge.v1.json", 100_000);
        if (signedIn) {
            socket.send("{\"type\":\"auth\",\"token\":\"" + token + "\"}");
        }
        return socket;
    }

    private void saysNothing(int number) throws IOException {
        if (number % 2 == 0) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(100_000);
                if (socket.getInputStream().read() < 0) {
                    throw new IOException("closed");
                }
            }
        } else {
            try (FrameSocket socket = open(false)) {
                readToTheEnd(socket);
            }
        }
    }

    private void sends(int number) throws IOException {
        boolean stranger = number % 5 == 4;
        try (FrameSocket socket = open(!stranger)) {
            if (!stranger) {
                socket.send("{\"type\":\"connect\",\"sessionId\":\"mallory\",\"cols\":80,\"rows\":24}");
            }
            Thread reader = new Thread(null, () -> readQuietly(socket), "reader", 128 * 1024);
            reader.start();
            double perTick = Double.parseDouble(
                            System.getProperty(stranger ? "hostile.perSecond.stranger" : "hostile.perSecond.caller"))
                    * TICK_MILLIS
                    / 1000;
            double due = 0;
            long next = System.nanoTime();
            while (isOn()) {
                for (due += perTick; due >= 1; due--) {
                    socket.send(message(number));
                    count(stranger ? "strangers' sent" : "sent");
                }
                next += TICK_MILLIS * 1_000_000L;
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }
    }

    private static String message(int number) {
        return switch (Integer.getInteger("hostile.kind", number / 5 % 4)) {
            case 0 -> "{\"type\":\"ping\",\"data\":[1,2,3]}";
            case 1 -> "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.list\"}";
            case 2 -> "{\"type\":\"input\",\"data\":\"" + "x\\u0001".repeat(50) + "\"}";
            default -> "{\"type\":\"input\",\"data\":[[[[[\"nonsense\\ud800";
        };
    }

    private void neverReads(int number) throws IOException {
        try (FrameSocket socket = open(true)) {
            socket.send("{\"type\":\"connect\",\"sessionId\":\"flood\",\"cols\":80,\"rows\":24,\"delivery\":\""
                    + (number % 2 == 0 ? "complete" : "fresh") + "\"}");
            while (isOn()) {
                socket.send("{\"type\":\"refresh\"}");
                LockSupport.parkNanos(500_000_000);
            }
        }
    }

    private void readQuietly(FrameSocket socket) {
        try {
            readToTheEnd(socket);
        } catch (IOException e) {
            // its writer notices
        }
    }

    private void readToTheEnd(FrameSocket socket) throws IOException {
        while (isOn()) {
            if (socket.read().isClose()) {
                socket.close();
                throw new IOException("closed");
            }
            count("answers");
        }
    }
}

package io.tmuxbridge.examples.server;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.jakarta.TrustedProxies;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import jakarta.servlet.ServletException;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.xnio.Options;
import org.xnio.Xnio;

/**
 * An Undertow that serves one bridge: small, since nothing in it blocks.
 *
 * <p>The address is bound when it is created, and every request gets 503 until {@link #serve}: so the port is known
 * before there is anything to serve.
 *
 * <p><b>Threads:</b> created, started and closed by one thread. Closing it closes neither the bridge nor its
 * connections: close the bridge first, and peers get 1001.
 */
public final class PageServer implements AutoCloseable {

    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int WORKER_THREADS = 4;
    private static final int REQUEST_MILLIS = 10_000;

    private final Gateway gateway = new Gateway();
    private final DefaultByteBufferPool buffers = new DefaultByteBufferPool(true, BUFFER_BYTES, 1000, 4);
    private final Undertow undertow;
    private final int port;
    private Optional<Site> site = Optional.empty();

    /**
     * Binds the address.
     *
     * @param host name or address to listen at
     * @param port port to listen at, 0 for any free one
     * @param tls keys to encrypt with, absent for plain HTTP
     * @throws TmuxBridgeException {@link ErrorCode#UNAVAILABLE} when the address cannot be had, with what to do
     */
    public PageServer(String host, int port, Optional<SSLContext> tls) {
        Undertow.Builder builder = Undertow.builder()
                .setIoThreads(Runtime.getRuntime().availableProcessors())
                .setWorkerThreads(WORKER_THREADS)
                .setByteBufferPool(buffers)
                .setSocketOption(Options.TCP_NODELAY, true)
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, BUFFER_BYTES)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, REQUEST_MILLIS)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, 60_000)
                .setHandler(gateway);
        undertow = (tls.isPresent()
                        ? builder.addHttpsListener(port, host, tls.get())
                        : builder.addHttpListener(port, host))
                .build();
        start(host, port);
        this.port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    /**
     * Loads what takes longest of what a server needs. It changes nothing but how soon the first one starts; for a
     * thread beside those that do something else meanwhile.
     */
    public static void load() {
        Xnio.getInstance(Undertow.class.getClassLoader());
        ManagementFactory.getPlatformMBeanServer(); // where XNIO registers each worker
    }

    /**
     * Where it listens.
     *
     * @return the port
     */
    public int port() {
        return port;
    }

    /**
     * Begins to serve.
     *
     * @param bridge what the WebSocket endpoint serves
     * @param door who comes in
     * @param hosts names that requests may come under, in lower case; empty for any
     * @param proxies whose {@code X-Forwarded-*} headers count
     */
    public void serve(TmuxBridge bridge, Door door, Set<String> hosts, TrustedProxies proxies) {
        try {
            Site opened = new Site(bridge, door, hosts, new Clients(proxies), buffers);
            site = Optional.of(opened);
            gateway.open(opened.root());
        } catch (ServletException e) {
            throw new TmuxBridgeException(
                    ErrorCode.INTERNAL, "the WebSocket endpoint did not start: " + e.getMessage(), e);
        }
    }

    /** Answers everything new with 503; what is connected stays. */
    public void refuseNew() {
        gateway.shut();
    }

    /** Stops listening. Waits a moment for WebSockets that are just being closed. */
    @Override
    public void close() {
        refuseNew();
        try {
            if (site.isPresent()) {
                site.get().close();
            }
        } catch (ServletException e) {
            throw new TmuxBridgeException(
                    ErrorCode.INTERNAL, "the WebSocket endpoint did not stop: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            undertow.stop();
            buffers.close();
        }
    }

    private void start(String host, int wanted) {
        try {
            undertow.start();
        } catch (RuntimeException e) {
            stopQuietly();
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String place = host + ":" + wanted;
            if (cause instanceof BindException) {
                throw new TmuxBridgeException(
                        ErrorCode.UNAVAILABLE,
                        "cannot listen at " + place + ": " + cause.getMessage() + "; choose another --port or --host",
                        e);
            }
            if (cause instanceof UnresolvedAddressException) {
                throw new TmuxBridgeException(
                        ErrorCode.UNAVAILABLE, "cannot listen at " + place + ": no address is known for that host", e);
            }
            throw new TmuxBridgeException(
                    ErrorCode.UNAVAILABLE, "cannot listen at " + place + ": " + cause.getMessage(), e);
        }
    }

    private void stopQuietly() {
        try {
            undertow.stop();
        } catch (RuntimeException e) {
            // it never ran; why it did not is what the caller is told
        }
    }
}

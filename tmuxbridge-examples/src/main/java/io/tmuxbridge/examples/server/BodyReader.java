package io.tmuxbridge.examples.server;

import io.undertow.io.Receiver;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.util.StatusCodes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * Reads short bodies as they come, with no thread that waits for them: whoever sends half of one holds up nobody but
 * himself, and is cut off when his time is over.
 *
 * <p><b>Threads:</b> called on the I/O thread of a request, on which it calls back.
 *
 * @param maxBytes how long a body may be
 * @param time how long it may take to arrive
 */
record BodyReader(int maxBytes, Duration time) {

    private static final String TOO_LONG = "That is too long for a token.";

    /** Reads, and calls back with the body; when there is none to be had, it answers by itself. */
    void read(HttpServerExchange exchange, Receiver.FullStringCallback done) throws Exception {
        if (exchange.getRequestContentLength() > maxBytes) {
            Answers.plain(exchange, StatusCodes.REQUEST_ENTITY_TOO_LARGE, TOO_LONG);
        } else { // some wait to be told that they may send it
            new HttpContinueReadHandler(same -> receive(same, done)).handleRequest(exchange);
        }
    }

    private void receive(HttpServerExchange exchange, Receiver.FullStringCallback done) {
        exchange.setMaxEntitySize(maxBytes);
        XnioExecutor.Key deadline = exchange.getIoThread()
                .executeAfter(
                        () -> IoUtils.safeClose(exchange.getConnection()), time.toMillis(), TimeUnit.MILLISECONDS);
        exchange.getRequestReceiver()
                .receiveFullString(
                        (same, body) -> {
                            deadline.remove();
                            done.handle(same, body);
                        },
                        (same, e) -> {
                            deadline.remove();
                            Answers.plain(same, StatusCodes.BAD_REQUEST, "The request could not be read.");
                        });
    }
}

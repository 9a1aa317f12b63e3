package io.tmuxbridge.servlet.http;

import io.tmuxbridge.transport.CloseCode;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes POSTs of messages: each has a number, counting from 1, in {@value #NUMBER}. One that was taken before is
 * acknowledged and not taken again, so a client repeats what it has no answer to; one that skips is refused.
 *
 * <p>Who may send is known before a byte of the body is read. Bodies are bounded by {@link HttpConnection#maxBodyBytes}
 * each, and two of a connection at once.
 *
 * <p><b>Threads:</b> the container's.
 */
final class MessagesDoor {

    static final String NUMBER = "Tmuxbridge-Number";

    private static final Logger LOG = LoggerFactory.getLogger(MessagesDoor.class);

    private final HttpOptions options;

    MessagesDoor(HttpOptions options) {
        this.options = options;
    }

    void take(HttpServletRequest request, HttpServletResponse response, Visitor visitor, Optional<HttpConnection> known)
            throws IOException {
        long number = number(request.getHeader(NUMBER));
        if (!visitor.bringsJson()) {
            Answer.problem(response, 415, "messages come as application/json");
        } else if (known.isEmpty() || known.get().isClosing()) {
            Answer.status(response, known.isEmpty() ? 404 : 410);
        } else if (number < 1) {
            Answer.problem(response, 400, NUMBER + " must count the POSTs of this connection from 1");
        } else if (!known.get().mayRead()) {
            Answer.problem(response, 429, "two POSTs of this connection are under way already");
        } else if (request.getContentLengthLong() > known.get().maxBodyBytes()) {
            known.get().bodyRead();
            Answer.status(response, refuse(known.get(), response));
        } else {
            begin(request, new Place(known.get()), number);
        }
    }

    /** The place of one body, which is given back once: a failure may be told by an exception and to a listener. */
    private record Place(HttpConnection connection, AtomicBoolean taken) {

        Place(HttpConnection connection) {
            this(connection, new AtomicBoolean(true));
        }

        void giveBack() {
            if (taken.compareAndSet(true, false)) {
                connection.bodyRead();
            }
        }
    }

    private void begin(HttpServletRequest request, Place place, long number) throws IOException {
        try {
            read(request.startAsync(), place, number);
        } catch (IOException | RuntimeException | Error e) { // a filter that is not asynchronous, or a peer that left
            place.giveBack();
            throw e;
        }
    }

    private void read(AsyncContext context, Place place, long number) throws IOException {
        HttpConnection connection = place.connection();
        context.setTimeout(options.bodyTime().toMillis());
        BodyReader.start(context, connection.maxBodyBytes(), new BodyReader.Owner() {
            @Override
            public void more() {
                connection.heard();
            }

            @Override
            public void read(byte[] body) {
                end(taken(connection, number, body));
            }

            @Override
            public void tooLarge() {
                end(refuse(connection, (HttpServletResponse) context.getResponse()));
            }

            @Override
            public void failed() {
                end(408);
            }

            private void end(int status) {
                place.giveBack();
                try {
                    Answer.status((HttpServletResponse) context.getResponse(), status);
                    context.complete();
                } catch (IllegalStateException e) {
                    LOG.debug("the container has ended a request already", e);
                }
            }
        });
    }

    /** Too large: the rest of it is not wanted, and with it goes the network connection. */
    private static int refuse(HttpConnection connection, HttpServletResponse response) {
        connection.close(CloseCode.TOO_BIG.code(), "a POST is larger than " + connection.maxBodyBytes() + " bytes");
        response.setHeader("Connection", "close");
        return 413;
    }

    private static int taken(HttpConnection connection, long number, byte[] body) {
        List<Message> messages;
        try {
            messages = BatchReader.read(body);
        } catch (MalformedBatchException e) {
            connection.close(CloseCode.PROTOCOL_ERROR.code(), e.getMessage());
            return 400;
        }
        return connection.receive(number, messages) ? 204 : 409;
    }

    private static long number(String text) {
        return text != null && text.matches("[0-9]{1,15}") ? Long.parseLong(text) : 0;
    }
}

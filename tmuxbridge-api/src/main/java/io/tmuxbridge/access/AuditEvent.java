package io.tmuxbridge.access;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that somebody did, or was not allowed to do. Never contains what was typed or shown, nor a token.
 *
 * @param at when it happened
 * @param caller who did it; absent before anybody is known
 * @param address the address it came from, as the transport reports it
 * @param action what was done, as a wire protocol term: {@code sign-in}, {@code connect}, {@code session.kill}, ...
 * @param session the session, as it was named; absent when no session is involved
 * @param allowed whether it was done
 * @param detail further details in words, for example why it was refused; may be empty
 */
public record AuditEvent(
        Instant at,
        Optional<String> caller,
        String address,
        String action,
        Optional<String> session,
        boolean allowed,
        String detail) {}

package io.tmuxbridge.access;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that somebody did, or was not allowed to do. Never what was typed or shown, never a token.
 *
 * @param at when
 * @param caller who, absent before anybody is known
 * @param address from where, as the transport tells it
 * @param action what, a word of the wire: {@code sign-in}, {@code connect}, {@code session.kill}, ...
 * @param session which session, as it was named; absent when it is about none
 * @param allowed whether it was done
 * @param detail more in words, why it was refused for example; may be empty
 */
public record AuditEvent(
        Instant at,
        Optional<String> caller,
        String address,
        String action,
        Optional<String> session,
        boolean allowed,
        String detail) {}

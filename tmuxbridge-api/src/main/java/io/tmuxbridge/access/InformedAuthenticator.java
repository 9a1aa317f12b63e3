package io.tmuxbridge.access;

/**
 * An {@link Authenticator} that is shown principals marked {@link NotAdmitted} as well. Others see nobody in their
 * place, because to one that admits whoever is signed in they would be that.
 *
 * <p>For authenticators that ask several others: those that have rules of their own may admit whom a transport does
 * not.
 */
@FunctionalInterface
public interface InformedAuthenticator extends Authenticator {}

/** Callers who prove themselves by a signed JSON Web Token, checked as RFC 8725 advises. */
@NullMarked
package io.tmuxbridge.jwt;

import org.jspecify.annotations.NullMarked;

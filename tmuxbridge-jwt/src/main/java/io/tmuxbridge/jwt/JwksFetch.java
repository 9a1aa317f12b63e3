package io.tmuxbridge.jwt;

import java.io.IOException;

/** Gets the text of a key set. Blocks for as long as it takes, some seconds at most. */
@FunctionalInterface
interface JwksFetch {

    String get() throws IOException;
}

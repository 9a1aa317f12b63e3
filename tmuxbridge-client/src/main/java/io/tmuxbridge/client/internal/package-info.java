/** How the client does it; not for use by applications. */
@org.jspecify.annotations.NullMarked
package io.tmuxbridge.client.internal;

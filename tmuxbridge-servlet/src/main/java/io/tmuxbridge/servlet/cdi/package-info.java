/**
 * Contexts and Dependency Injection (Jakarta CDI 4.0), where the server has it: an application's own sign-in, and its
 * bridge.
 */
@NullMarked
package io.tmuxbridge.servlet.cdi;

import org.jspecify.annotations.NullMarked;

/** A bridge from settings: MicroProfile Config, system properties, the environment. */
@NullMarked
package io.tmuxbridge.servlet.config;

import org.jspecify.annotations.NullMarked;

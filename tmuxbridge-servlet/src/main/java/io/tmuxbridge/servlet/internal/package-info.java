/** What the doors of this module share. Not for applications: it may change with any version. */
@NullMarked
package io.tmuxbridge.servlet.internal;

import org.jspecify.annotations.NullMarked;

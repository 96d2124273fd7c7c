// SPDX-License-Identifier: Apache-2.0
/** The demo: an access log, replayed over a socket, counted by URL over a window and by status for ever. */
@NullMarked
package dev.shaduf.examples.accesslog;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/** Connections, and the ways in which their bytes become records. */
@NullMarked
package dev.shaduf.source.socket.internal;

import org.jspecify.annotations.NullMarked;

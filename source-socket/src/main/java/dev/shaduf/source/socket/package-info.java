// SPDX-License-Identifier: Apache-2.0
/** Reads streams from TCP sockets. */
@NullMarked
package dev.shaduf.source.socket;

import org.jspecify.annotations.NullMarked;

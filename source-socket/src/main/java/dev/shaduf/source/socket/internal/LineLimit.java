// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket.internal;

import java.io.Serializable;

/**
 * What happens to long lines.
 *
 * @param bytes the longest line
 * @param cut whether the rest of a longer one is left out; otherwise the connection is refused
 */
public record LineLimit(int bytes, boolean cut) implements Serializable {}

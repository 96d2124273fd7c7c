// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.log;

import java.util.UUID;

/**
 * Whose a log is, and who writes it.
 *
 * @param stream the id of the stream; a log of another one is refused
 * @param epoch the epoch under which the store was acquired
 */
public record LogIdentity(UUID stream, long epoch) {}

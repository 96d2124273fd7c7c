// SPDX-License-Identifier: Apache-2.0
/**
 * {@code source → [receiver] → block → batch → graph → job → sink}
 *
 * <p>Reads what TCP peers send: lines, records cut by a function, blocks of objects, lines with positions.
 */
@NullMarked
package dev.shaduf.source.socket;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * {@code source → receiver → block → batch → [graph] → job → sink}
 *
 * <p>Keeps states on a local disk, save what is in use: {@code shaduf.state.store=disk}.
 */
@NullMarked
package dev.shaduf.state.disk;

import org.jspecify.annotations.NullMarked;

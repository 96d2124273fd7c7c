// SPDX-License-Identifier: Apache-2.0
/**
 * {@code source → receiver → [block] → batch → graph → job → sink}
 *
 * <p>Received records in blocks: cut by {@code internal.receiver}, kept here until no batch needs them, handed to the
 * batch that is planned next. Written by threads of receivers, taken by the planning thread, read by tasks.
 */
@NullMarked
package dev.shaduf.internal.block;

import org.jspecify.annotations.NullMarked;

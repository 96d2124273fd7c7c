// SPDX-License-Identifier: Apache-2.0
/**
 * {@code source → [receiver] → block → batch → graph → job → sink}
 *
 * <p>Runs receivers: supervises their life, limits their rate, cuts what they store into blocks. Called by the threads of
 * receivers and by the scheduler.
 */
@NullMarked
package dev.shaduf.internal.receiver;

import org.jspecify.annotations.NullMarked;

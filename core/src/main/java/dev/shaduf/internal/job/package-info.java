// SPDX-License-Identifier: Apache-2.0
/**
 * {@code source → receiver → block → batch → graph → [job] → sink}
 *
 * <p>Plans a batch per interval and runs its jobs: batch times, waiting places, attempts, failure, stop, events and figures.
 * Takes inputs from {@code internal.receiver} and from sources, drives {@code internal.graph}, and is started and stopped by
 * the streaming context. Runs on a planning thread, a batch thread and a listener thread per context.
 */
@NullMarked
package dev.shaduf.internal.job;

import org.jspecify.annotations.NullMarked;

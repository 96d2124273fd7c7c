// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.listener;

import dev.shaduf.time.Time;

/**
 * Batch times were passed over, because two batches were waiting or because the clock jumped.
 *
 * @param first the first time passed over
 * @param last the last time passed over
 * @param batches how many times
 * @param reason why, in words
 */
public record StreamingListenerGap(Time first, Time last, long batches, String reason) {}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.listener;

import dev.shaduf.time.Time;

/**
 * A context has started.
 *
 * @param time when
 */
public record StreamingListenerStreamingStarted(Time time) {}

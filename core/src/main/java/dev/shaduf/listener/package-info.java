// SPDX-License-Identifier: Apache-2.0
/** What happened, as records: events for listeners, and the figures of batches, receivers and outputs. */
@NullMarked
package dev.shaduf.listener;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import dev.shaduf.time.Clock;

/**
 * What a {@link SinkSession} may ask for.
 *
 * @param uid the uid of the output, the same in every run of the program
 * @param epoch grows each time the program takes over its checkpoint directory; a sink refuses a lower one
 * @param clock the clock of the context
 */
public record SinkContext(String uid, long epoch, Clock clock) {}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.time.Duration;
import java.util.List;

/**
 * A window that reads records of past batches, not results that are kept in a state: after a restart they are read or
 * computed again.
 *
 * @param place where it stands in the program
 * @param reach how far back it reads, together with the windows that read it
 * @param inputs the uids of the inputs whose ranges it reads
 * @param states the uids of stateful operators whose results it reads; these cannot be computed again
 */
public record PastReader(String place, Duration reach, List<String> inputs, List<String> states) {}

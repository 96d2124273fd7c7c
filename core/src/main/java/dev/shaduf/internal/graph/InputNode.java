// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.Origin;
import dev.shaduf.spi.Guarantee;

/**
 * An input of the graph, as the scheduler sees it; the scheduler matches on the kind to start what feeds it.
 */
public interface InputNode {
    /** Returns the number of the input, from 0. */
    int id();

    /** Returns the name, for logs and statistics. */
    String name();

    /** Returns the uid, the same in every run of the program. */
    String uid();

    /** Returns what the input promises when the journal outlives the process. */
    Guarantee promise();

    /** Says why it does not promise more. */
    String promiseReason();

    /** Returns where the input stands in the program. */
    Origin origin();
}

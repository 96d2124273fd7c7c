// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

/** How often the effect of a record is seen. */
public enum Guarantee {
    /** At most once: records may be lost when the process dies. */
    AT_MOST_ONCE,
    /** At least once: nothing is lost, something may be seen twice after a failure. */
    AT_LEAST_ONCE,
    /** Exactly once, failures included. */
    EXACTLY_ONCE
}

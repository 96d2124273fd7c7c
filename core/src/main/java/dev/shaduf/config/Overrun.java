// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.config;

/** What happens to batch times that were passed over because two batches were already waiting, or the clock jumped. */
public enum Overrun {
    /** Times that a window or state needs are run empty, at most one window length back; waiting input follows. */
    CATCH_UP,
    /** The times are left out; windows see the gap. */
    COLLAPSE,
    /** The context fails. */
    FAIL
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf;

/** Where a {@link StreamingContext} stands in its life. */
public enum StreamingContextState {
    /** Made, not started: streams and outputs can be added. */
    INITIALIZED,
    /** Started, and not stopped. */
    ACTIVE,
    /** Stopped: it cannot be used any more. */
    STOPPED
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.config;

/** What a restart does when a window cannot read records of past batches again. */
public enum WindowRecovery {
    /** The context does not start. */
    REFUSE,
    /** The window begins without these records. */
    PARTIAL
}

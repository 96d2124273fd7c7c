// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.config;

/**
 * What a restart does with a batch in flight that an output may have committed in part, when the program above the output
 * has changed: the rest of the batch would be written by the new program.
 */
public enum HalfCommitted {
    /** The context does not start. */
    REFUSE,
    /** The new program writes the batch; what the output has is not written again where it can tell. */
    WRITE,
    /** The output takes the batch as written. */
    SKIP
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.config;

/**
 * What a restart does with a batch in flight that an output may have: in part, when the program above the output has changed,
 * so that the rest would be written by the new program; or as a whole, when its sink has lost what it knew it by.
 */
public enum HalfCommitted {
    /** The context does not start. */
    REFUSE,
    /** The program writes the batch; what the output has is not written again where it can tell. */
    WRITE,
    /** The output takes the batch as written. */
    SKIP
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.config;

/** What a program asks of every output that is not only for people to look at. */
public enum ProcessingGuarantee {
    /** Each output reaches what it can; the start says what that is. */
    STRONGEST,
    /** No output may lose a record; the start refuses the program otherwise. */
    AT_LEAST_ONCE,
    /** Every output must reach exactly once; the start refuses the program otherwise. */
    EXACTLY_ONCE
}

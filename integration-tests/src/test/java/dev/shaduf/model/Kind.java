// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.model;

/** What a stream of a random graph holds: numbers, or pairs of an integer key and a number. */
enum Kind {
    VALUES,
    PAIRS
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.log;

/**
 * The end of a log that a crash left unfinished, and that is no part of it: nobody was told that it is durable.
 *
 * @param segment the segment's name in the store
 * @param offset where in the segment it begins
 * @param bytes how many bytes there are
 */
public record LogTear(String segment, long offset, long bytes) {
    @Override
    public String toString() {
        return segment + " ends with a write that was not finished: " + bytes + " bytes from byte " + offset
                + " on are cut off";
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.log;

/**
 * A part of a log that was wholly written and cannot be read. The torn end that a crash leaves is none, but a {@link LogTear}.
 *
 * @param segment the segment's name in the store
 * @param offset where in the segment it begins
 * @param from the first address that is lost
 * @param to the first address after it that is not
 * @param cause what is wrong
 */
public record LogDamage(String segment, long offset, long from, long to, String cause) {
    @Override
    public String toString() {
        return segment + " is damaged at byte " + offset + ": " + cause + "; addresses " + from + " to " + to
                + " are lost";
    }
}

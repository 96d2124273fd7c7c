// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.log;

/** What is wrong with a piece of a segment. */
enum Flaw {
    /** The frame is whole, and the file ends before its content does. */
    CUT_OFF("a record is cut off"),
    /** The file ends before the log does. */
    ENDS_EARLY("the segment ends too early"),
    /** Frame and content are there, and the content is another one. */
    CHECKSUM("the checksum of a record does not fit"),
    /** All is there, and one bit is another one. */
    FLIPPED("the checksum of a record does not fit, by one bit"),
    /** There is no frame. */
    NO_RECORD("there is no record");

    private final String text;

    Flaw(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}

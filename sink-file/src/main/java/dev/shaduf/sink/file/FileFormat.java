// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file;

/** What the files of a {@link FileSink} hold. */
public enum FileFormat {
    /** One line of UTF-8 text per record: its {@code toString()} and a line feed. */
    TEXT,
    /** Serialized records in checked frames, read back by {@link ObjectFileReader}. */
    OBJECT
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file;

/** What the files of a {@link FileSink} hold. */
public enum FileFormat {
    /** One line of UTF-8 text per record: its {@code toString()} and a line feed. */
    TEXT,
    /** Serialized records in checked frames, read back by {@link ObjectFileReader}. */
    OBJECT,
    /**
     * A row of CSV per record, as RFC 4180 describes it, with line feeds: a field per element of a list, array, pair or Java
     * record, and per column of a map; everything else is a single field.
     */
    CSV,
    /**
     * A line with a JSON value per record: maps, lists, arrays, pairs and Java records, text, numbers, booleans, enums, times.
     */
    JSON
}

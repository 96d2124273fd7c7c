// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import dev.shaduf.function.Function;
import java.io.InputStream;

/** Makes the sources behind {@code textFileStream} and its like; implemented by {@code shaduf-source-file}. */
public interface FileStreams {
    /**
     * Reads lines of UTF-8 text from the files that are new in a directory.
     *
     * @param directory a path, with wildcards or without, or a URI of any file store
     * @return the source
     */
    Source<String, ?, ?> text(String directory);

    /**
     * Reads records that a function cuts from the bytes of each file.
     *
     * @param directory a path, with wildcards or without, or a URI of any file store
     * @param converter the records of a file, lazily
     * @param filter decides by its name whether a file is wanted
     * @param newFilesOnly whether files that are there at the start are left out
     * @param <T> the type of the records
     * @return the source
     */
    <T> Source<T, ?, ?> converted(
            String directory,
            Function<InputStream, Iterable<T>> converter,
            Function<String, Boolean> filter,
            boolean newFilesOnly);

    /**
     * Reads records of a fixed length from the files that are new in a directory.
     *
     * @param directory a path, with wildcards or without, or a URI of any file store
     * @param recordLength the length of each record in bytes
     * @return the source
     */
    Source<byte[], ?, ?> binaryRecords(String directory, int recordLength);
}

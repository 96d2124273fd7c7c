// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

/** Makes the sinks behind {@code saveAsTextFiles} and {@code saveAsObjectFiles}; implemented by {@code shaduf-sink-file}. */
public interface FileSinks {
    /**
     * Writes one line of text per record into a directory {@code prefix-<ms>[.suffix]} per batch.
     *
     * @param prefix path and beginning of the directory's name
     * @param suffix end of the directory's name, empty for none
     * @return the sink
     */
    Sink<Object> text(String prefix, String suffix);

    /**
     * Writes serialized records into a directory {@code prefix-<ms>[.suffix]} per batch.
     *
     * @param prefix path and beginning of the directory's name
     * @param suffix end of the directory's name, empty for none
     * @return the sink
     */
    Sink<Object> objects(String prefix, String suffix);
}

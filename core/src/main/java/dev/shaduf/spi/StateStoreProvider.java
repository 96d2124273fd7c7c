// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Opens state stores. Register it in {@code META-INF/services/dev.shaduf.spi.StateStoreProvider}; it needs a public constructor
 * without parameters.
 */
public interface StateStoreProvider {
    /**
     * Returns what {@code shaduf.state.store} calls it.
     *
     * @return such as {@code disk}; {@code heap} is built in
     */
    String id();

    /**
     * Opens an empty store for the states of one stream.
     *
     * @param file a path where nothing is, in a directory that its owner removes at the end; to be made a file of the store
     * @param memory the bytes of heap that the store may use for itself
     * @return the store
     * @throws IOException if the file cannot be made
     */
    StateStore open(Path file, long memory) throws IOException;
}

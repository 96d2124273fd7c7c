// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import java.io.IOException;
import java.net.URI;

/**
 * Opens checkpoint stores under one URI scheme. Register it in
 * {@code META-INF/services/dev.shaduf.spi.CheckpointStoreProvider}; it needs a public constructor without parameters.
 * {@code file:} is built in.
 */
public interface CheckpointStoreProvider {
    /**
     * Returns the URI scheme served.
     *
     * @return such as {@code file}
     */
    String scheme();

    /**
     * Opens the store of a directory, which is created when it is first acquired.
     *
     * @param directory the directory
     * @return the store, not acquired
     * @throws IOException if the directory cannot be reached
     */
    CheckpointStore open(URI directory) throws IOException;
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.spi.StateStore;
import java.io.IOException;

/**
 * That states go to disk, save what is in use.
 *
 * @param opening opens an empty store for the states of one stream
 * @param memory the bytes of heap, as estimated, for keys that are on disk too
 */
public record StateSpill(Opening opening, long memory) {
    /** Opens a store. */
    @FunctionalInterface
    public interface Opening {
        /**
         * Opens an empty store.
         *
         * @return the store
         * @throws IOException if there is no place for it
         */
        StateStore open() throws IOException;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.file;

import dev.shaduf.spi.CheckpointStore;
import dev.shaduf.spi.CheckpointStoreProvider;
import java.io.IOException;
import java.net.URI;

/** Serves checkpoint directories of {@code file:}. */
public final class LocalCheckpointStoreProvider implements CheckpointStoreProvider {
    @Override
    public String scheme() {
        return "file";
    }

    @Override
    public CheckpointStore open(URI directory) throws IOException {
        return new LocalCheckpointStore(Paths.of(directory).toAbsolutePath().normalize());
    }
}

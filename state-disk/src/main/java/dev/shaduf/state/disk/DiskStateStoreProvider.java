// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.state.disk;

import dev.shaduf.spi.StateStore;
import dev.shaduf.spi.StateStoreProvider;
import java.io.IOException;
import java.nio.file.Path;

/** Opens state stores in files on a local disk: what {@code shaduf.state.store=disk} chooses. */
public final class DiskStateStoreProvider implements StateStoreProvider {
    /** For {@code ServiceLoader}. */
    public DiskStateStoreProvider() {}

    @Override
    public String id() {
        return "disk";
    }

    @Override
    public StateStore open(Path file, long memory) throws IOException {
        return DiskStateStore.open(file, memory);
    }
}

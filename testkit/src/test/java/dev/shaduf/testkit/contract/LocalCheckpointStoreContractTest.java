// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit.contract;

import dev.shaduf.internal.plugin.CheckpointStores;
import dev.shaduf.spi.CheckpointStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LocalCheckpointStoreContractTest extends CheckpointStoreContract {
    @TempDir
    Path folder;

    @Override
    protected CheckpointStore store() throws IOException {
        return CheckpointStores.open(folder.resolve("checkpoint").toString());
    }

    @Override
    protected void abandon() throws IOException {
        Files.delete(folder.resolve("checkpoint/lock"));
    }
}

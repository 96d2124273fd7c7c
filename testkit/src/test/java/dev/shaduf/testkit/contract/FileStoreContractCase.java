// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit.contract;

import dev.shaduf.spi.FileStore;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Run by {@link ContractsTest}, once per flaw. */
class FileStoreContractCase extends FileStoreContract {
    static volatile String flaw = "none";

    @TempDir
    Path folder;

    @Override
    protected FileStore store() {
        return new FlawedFileStore(flaw);
    }

    @Override
    protected URI folder() {
        return folder.toUri();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit.contract;

import dev.shaduf.spi.CheckpointStore;
import dev.shaduf.testkit.MemoryCheckpoint;

/** Run by {@link ContractsTest}, once per flaw. */
class CheckpointStoreContractCase extends CheckpointStoreContract {
    static volatile String flaw = "none";

    private final MemoryCheckpoint directory = new MemoryCheckpoint();
    private final FlawedStore.Shared shared = new FlawedStore.Shared(directory);

    @Override
    protected CheckpointStore store() {
        return new FlawedStore(flaw, shared);
    }

    @Override
    protected void abandon() {
        shared.successors++;
        directory.abandon();
    }
}

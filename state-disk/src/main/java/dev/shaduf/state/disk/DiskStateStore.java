// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.state.disk;

import dev.shaduf.spi.StateStore;
import dev.shaduf.state.disk.internal.SteadyPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file of H2's MVStore: a tree per region, written behind. It is never read by another process, so nothing in it is kept. */
final class DiskStateStore implements StateStore {
    private static final Logger LOG = LoggerFactory.getLogger(DiskStateStore.class);

    private static final int MEGABYTE = 1 << 20;
    private static final int KILOBYTE = 1 << 10;
    /** A changed key writes its whole page anew, and a page in the cache takes several times its bytes. */
    private static final int PAGE = 4 << 10;
    /** What has been changed and not written yet, as a share of the memory. */
    private static final int UNWRITTEN = 4;
    /** Below this share of live pages a chunk of the file is rewritten. */
    private static final int LIVE_PERCENT = 50;

    private final Path file;
    private final MVStore store;

    private DiskStateStore(Path file, MVStore store) {
        this.file = file;
        this.store = store;
    }

    static DiskStateStore open(Path file, long memory) throws IOException {
        try {
            MVStore store = new MVStore.Builder()
                    .fileName(SteadyPath.of(file))
                    .cacheSize((int) Math.max(1, (memory - memory / UNWRITTEN) / MEGABYTE))
                    .autoCommitBufferSize((int) Math.max(KILOBYTE, memory / UNWRITTEN / KILOBYTE))
                    .pageSplitSize(PAGE)
                    .autoCompactFillRate(LIVE_PERCENT)
                    .backgroundExceptionHandler(
                            (thread, thrown) -> LOG.error("states in {} cannot be kept", file, thrown))
                    .open();
            store.setRetentionTime(0);
            store.setVersionsToKeep(0);
            return new DiskStateStore(file, store);
        } catch (MVStoreException e) {
            throw new IOException("no file for states can be made at " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Region region(String name) {
        MVMap.Builder<Long, byte[]> tree =
                new MVMap.Builder<Long, byte[]>().keyType(LongDataType.INSTANCE).valueType(ByteArrayDataType.INSTANCE);
        return new DiskRegion(this, run(() -> store.openMap(name, tree)));
    }

    @Override
    public void close() {
        try {
            store.closeImmediately();
            Files.deleteIfExists(file);
        } catch (IOException | MVStoreException e) {
            LOG.warn("file {} of states could not be removed", file, e);
        }
    }

    /**
     * Runs an operation on what the store has now: pages that it reads are not given away meanwhile. The store takes interrupts for
     * itself, so one that has come before is set aside.
     */
    <T> T run(Operation<T> operation) {
        boolean interrupted = Thread.interrupted();
        try {
            return runNow(operation);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> T runNow(Operation<T> operation) {
        try {
            MVStore.TxCounter use = store.registerVersionUsage();
            try {
                return operation.run();
            } finally {
                store.deregisterVersionUsage(use);
            }
        } catch (MVStoreException e) {
            throw new UncheckedIOException(
                    "states in " + file + " cannot be read or written: " + e.getMessage()
                            + "; with a checkpoint directory, a restart makes them anew",
                    new IOException(e));
        }
    }

    /** Something that uses the store. */
    @FunctionalInterface
    interface Operation<T> {
        T run();
    }

    void remove(MVMap<Long, byte[]> tree) {
        if (!store.isClosed()) {
            run(() -> {
                store.removeMap(tree);
                return tree;
            });
        }
    }
}

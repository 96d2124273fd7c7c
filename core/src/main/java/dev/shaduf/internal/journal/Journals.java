// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.internal.log.Log;
import dev.shaduf.internal.log.LogIdentity;
import dev.shaduf.internal.log.LogReader;
import dev.shaduf.internal.log.LogSettings;
import dev.shaduf.spi.CheckpointStore;
import java.io.IOException;
import java.util.UUID;

/** Opens journals in checkpoint directories. */
public final class Journals {
    static final String NAME = "journal";

    private Journals() {}

    /**
     * Opens the journal of a directory for writing; closes the store if that fails.
     *
     * @param store the store, not acquired; the journal closes it
     * @throws IOException if the directory is in use, cannot be written, or holds what this version cannot read
     */
    public static Journal open(CheckpointStore store, JournalOptions options) throws IOException {
        try {
            long epoch = store.acquire(options.owner());
            UUID stream = LogReader.of(store, NAME).stream().orElseGet(UUID::randomUUID);
            LogIdentity identity = new LogIdentity(stream, epoch);
            Log log = Log.open(store, NAME, identity, LogSettings.DEFAULT);
            return new DiskJournal(
                    store, identity, log, options, new JournalFormat(stream, Codecs.of(options.states()), false));
        } catch (IOException | RuntimeException | Error e) {
            closeAfter(e, store);
            throw e;
        }
    }

    private static void closeAfter(Throwable failure, CheckpointStore store) {
        try {
            store.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.internal.log.Log;
import dev.shaduf.internal.log.LogIdentity;
import dev.shaduf.internal.log.LogReader;
import dev.shaduf.internal.log.LogSettings;
import dev.shaduf.listener.SkippedBatch;
import dev.shaduf.spi.CheckpointStore;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens journals in checkpoint directories. */
public final class Journals {
    static final String NAME = "journal";

    private static final Logger LOG = LoggerFactory.getLogger(Journals.class);

    private Journals() {}

    /**
     * Opens the journal of a directory for writing; closes the store if that fails.
     *
     * @param store the store, not acquired; the journal closes it
     * @throws IOException if the directory is in use, cannot be written, or holds what this version cannot read
     */
    public static Journal open(CheckpointStore store, JournalOptions options) throws IOException {
        return open(store, options, false);
    }

    private static Journal open(CheckpointStore store, JournalOptions options, boolean plain) throws IOException {
        try {
            long epoch = store.acquire(options.owner());
            UUID stream = stream(LogReader.of(store, NAME));
            LogIdentity identity = new LogIdentity(stream, epoch);
            Log log = Log.open(store, NAME, identity, LogSettings.DEFAULT);
            Journal journal = new DiskJournal(
                    store, identity, log, options, new JournalFormat(stream, Codecs.of(options.states()), plain));
            log.tear()
                    .ifPresent(
                            tear -> LOG.warn("{}; {}", tear, journal.recovered().behind()));
            return journal;
        } catch (IOException | RuntimeException | Error e) {
            closeAfter(e, store);
            throw e;
        }
    }

    /**
     * Gives a skipped batch up, in a directory that no program uses, and without any class of a program; closes the store.
     *
     * @return whether the batch was among the skipped
     * @throws IOException if the directory is in use, or cannot be written
     */
    public static boolean dropSkip(CheckpointStore store, long number) throws IOException {
        try (Journal journal = open(store, JournalOptions.ofTool(), true)) {
            for (Skip skip : journal.skips()) {
                if (skip.plan().id().number() == number) {
                    Set<String> outputs = skip.batch().outputs().stream()
                            .map(SkippedBatch.Output::uid)
                            .collect(Collectors.toSet());
                    journal.settled(skip.plan().id(), outputs);
                    return true;
                }
            }
            return false;
        }
    }

    private static UUID stream(LogReader reader) throws IOException {
        checkKnown(reader);
        return reader.stream().orElseGet(UUID::randomUUID);
    }

    /** A journal whose stream nobody knows must not go on as that of another. */
    static void checkKnown(LogReader reader) throws IOException {
        if (reader.stream().isEmpty() && reader.end() > 0) {
            throw new IOException(
                    "the journal is damaged: no segment tells which stream it belongs to; put the directory"
                            + " back from a copy, or begin with an empty one");
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

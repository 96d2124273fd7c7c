// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import dev.shaduf.engine.StateOptions;
import dev.shaduf.engine.StateSegment;
import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.internal.log.LogReader;
import dev.shaduf.spi.CheckpointStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a checkpoint directory holds, for people to look at: read without owning the directory, and without any class of the
 * program or of its connectors.
 *
 * @param stream the id of the stream
 * @param version the version of the format of the journal
 * @param recovered what the journal says
 * @param snapshots the whole snapshots, oldest first
 * @param skips what was skipped and not settled
 * @param segments the bytes of the segments of each part, by name: the journal, the states, and what each receiver stored
 * @param faults what is damaged or missing
 * @param tears what a crash left unfinished, which is no fault
 */
public record CheckpointContents(
        UUID stream,
        int version,
        Recovered recovered,
        List<Snapshot> snapshots,
        List<Skip> skips,
        SortedMap<String, Long> segments,
        List<String> faults,
        List<String> tears) {
    /**
     * A whole snapshot.
     *
     * @param number the number of its batch
     * @param partitions its partitions
     */
    public record Snapshot(long number, List<StateSegment> partitions) {}

    /**
     * Reads a directory.
     *
     * @param store the store; not closed
     * @return what it holds; empty if no stream has used it
     * @throws IOException if it cannot be read, or was written by a newer version
     */
    public static Optional<CheckpointContents> of(CheckpointStore store) throws IOException {
        return Present.retry(store, Journals.NAME + "/", () -> read(store));
    }

    private static Optional<CheckpointContents> read(CheckpointStore store) throws IOException {
        Present states = Present.of(store, "state/");
        LogReader log = LogReader.of(store, Journals.NAME);
        Optional<UUID> stream = log.stream();
        Journals.checkKnown(log);
        return stream.isEmpty() ? Optional.empty() : Optional.of(of(store, states, log, stream.get()));
    }

    private static CheckpointContents of(CheckpointStore store, Present states, LogReader log, UUID stream)
            throws IOException {
        JournalContents journal =
                new JournalContents(stream, new JournalFormat(stream, Codecs.of(StateOptions.DEFAULT), true));
        log.read(journal);
        List<Snapshot> snapshots = journal.snapshots().stream()
                .map(snapshot -> new Snapshot(snapshot.number(), snapshot.segments()))
                .toList();
        Findings findings = new Findings(store, states);
        findings.journal(log, journal.recovered());
        for (Snapshot snapshot : snapshots) {
            for (StateSegment partition : snapshot.partitions()) {
                findings.state(partition);
            }
        }
        findings.received();
        return new CheckpointContents(
                stream,
                log.version(),
                journal.recovered(),
                snapshots,
                journal.skips().all(),
                sizes(store),
                findings.faults(),
                findings.tears());
    }

    private static SortedMap<String, Long> sizes(CheckpointStore store) throws IOException {
        SortedMap<String, Long> sizes = new TreeMap<>();
        for (CheckpointStore.SegmentInfo segment : store.list("")) {
            String[] path = segment.name().split("/");
            String part = path.length > 2 ? path[0] + "/" + path[1] : path[0];
            sizes.merge(part, segment.length(), Long::sum);
        }
        return sizes;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file.internal;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.shaduf.spi.FileStore;
import dev.shaduf.spi.Recovery;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import dev.shaduf.time.BatchId;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Commits a batch by one rename into a hidden directory, and shows committed batches when a roll is due. What remains of a batch
 * is its mark.
 */
public final class RollingSession implements SinkSession<Object> {
    private static final String EPOCH = KeptBatch.EPOCH;

    private final String sink;
    private final FileStore store;
    private final BatchDirectories directories;
    private final FileContent content;
    private final Buckets buckets;
    private final RollPolicy policy;
    private final SinkContext context;
    private final Attempts attempts;
    private final Marks marks;
    private final WaitingBatches waiting;
    private final Rolls rolls;
    /** The last batch without records, of which nothing is kept; a later run finds it empty again. */
    private volatile @Nullable BatchId lastEmpty;

    public RollingSession(
            String sink,
            FileStore store,
            BatchDirectories directories,
            FileContent content,
            Buckets buckets,
            RollPolicy policy,
            SinkContext context) {
        this.sink = sink;
        this.store = store;
        this.directories = directories;
        this.content = content;
        this.buckets = buckets;
        this.policy = policy;
        this.context = context;
        this.attempts = new Attempts(sink, store, directories, context);
        this.marks = new Marks(store, hidden("marks/"));
        this.waiting = new WaitingBatches(store, hidden("committed/"), marks);
        this.rolls = new Rolls(
                store,
                directories.staging(context.uid()),
                work(),
                directories.location(),
                context.uid(),
                content,
                marks);
    }

    @Override
    public SinkWriter<Object> writer(SinkBatch batch, int partition, int attempt) throws IOException {
        String name = attempts.name(partition, attempt);
        return new BucketWriter(sink, store, attempts.of(batch.id()), name, content.pieces(), buckets, batch);
    }

    @Override
    public void commit(SinkBatch batch, List<Serializable> commits) throws IOException {
        try {
            rolls.finish();
            if (committed(batch.id()).isEmpty()) {
                keep(batch, commits);
            }
            roll(batch.time().milliseconds(), false);
        } catch (IOException e) {
            throw failure("commit", batch.id(), e);
        }
        attempts.discard(batch.id());
    }

    @Override
    public Recovery recover(SinkBatch batch) throws IOException {
        try {
            rolls.finish();
            boolean there = committed(batch.id()).isPresent() || batch.id().equals(lastEmpty);
            attempts.discard(batch.id());
            return there ? Recovery.COMMITTED : Recovery.NOT_COMMITTED;
        } catch (IOException e) {
            throw failure("recover", batch.id(), e);
        }
    }

    @Override
    public void prune(BatchId horizon) throws IOException {
        marks.prune(horizon);
    }

    /**
     * Shows what waits for a roll, so that nothing stays hidden when a program ends. Directories stay, though empty: to delete one is to
     * delete what another program puts into it meanwhile.
     */
    @Override
    public void close() throws IOException {
        rolls.finish();
        boolean more = true;
        while (more) {
            more = roll(Long.MAX_VALUE, true);
        }
        store.delete(work());
    }

    /** Makes a batch one that is committed: all of it, or, if this is interrupted, nothing. */
    private void keep(SinkBatch batch, List<Serializable> commits) throws IOException {
        URI ready = attempts.ready(batch.id());
        long records = 0;
        for (int partition = 0; partition < commits.size(); partition++) {
            StagedPart part = (StagedPart) commits.get(partition);
            records += part.records();
            if (part.records() > 0) {
                attempts.collect(batch.id(), part, ready.resolve(BatchDirectories.part(partition)));
            }
        }
        if (records == 0) {
            lastEmpty = batch.id();
            return;
        }
        store.create(ready.resolve(EPOCH + context.epoch() + "-" + batch.time().milliseconds()))
                .close();
        store.publish(BatchDirectories.withoutSlash(ready), BatchDirectories.withoutSlash(kept(batch.id())));
    }

    /** Returns the epoch under which a batch was committed; fails if that is a later one than this. */
    private OptionalLong committed(BatchId batch) throws IOException {
        Optional<Marks.Shown> mark = marks.of(batch);
        OptionalLong epoch = mark.isPresent()
                ? OptionalLong.of(mark.get().epoch())
                : store.exists(kept(batch)) ? OptionalLong.of(epochOf(kept(batch))) : OptionalLong.empty();
        if (epoch.isPresent() && epoch.getAsLong() > context.epoch()) {
            throw new IOException(
                    "batch " + batch + " of output '" + context.uid() + "' was written by a newer run (epoch "
                            + epoch.getAsLong() + "); this one (epoch " + context.epoch()
                            + ") has been replaced and must end");
        }
        return epoch;
    }

    private long epochOf(URI kept) throws IOException {
        return KeptBatch.of(kept, store.list(kept)).epoch();
    }

    /** Returns whether there was something to show. */
    private boolean roll(long now, boolean all) throws IOException {
        List<WaitingBatches.Waiting> batches = waiting.of(context);
        long bytes = batches.stream().mapToLong(WaitingBatches.Waiting::bytes).sum();
        long oldest =
                batches.stream().mapToLong(each -> each.batch().time()).min().orElse(now);
        boolean due = !batches.isEmpty() && (all || policy.due(bytes, now - oldest));
        if (due) {
            Map<UUID, List<String>> streams = batches.stream()
                    .map(WaitingBatches.Waiting::batch)
                    .collect(groupingBy(KeptBatch::stream, TreeMap::new, mapping(KeptBatch::name, toList())));
            for (List<String> ofStream : streams.values()) {
                rolls.plan(ofStream);
            }
            rolls.finish();
        }
        return due;
    }

    /** Where this session puts files together. */
    private URI work() {
        return hidden("work/" + attempts.token() + "/");
    }

    private URI hidden(String name) {
        return directories.staging(context.uid()).resolve(name);
    }

    private URI kept(BatchId batch) {
        return hidden("committed/").resolve(batch + "/");
    }

    private IOException failure(String what, BatchId batch, IOException cause) {
        return new IOException(
                "sink " + sink + " could not " + what + " batch " + batch + " in '"
                        + BatchDirectories.readable(directories.location()) + "': " + Failures.reason(cause),
                cause);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shaduf.spi.FileEntry;
import dev.shaduf.spi.FileStore;
import dev.shaduf.spi.Recovery;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import dev.shaduf.time.BatchId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.net.URI;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Commits a batch by one rename into a hidden directory, and shows committed batches when a roll is due. A roll is written down
 * before it begins; one that was interrupted is finished by whoever comes next. What remains of a batch is its mark.
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
    }

    @Override
    public SinkWriter<Object> writer(SinkBatch batch, int partition, int attempt) throws IOException {
        String name = attempts.name(partition, attempt);
        return new BucketWriter(sink, store, attempts.of(batch.id()), name, content.pieces(), buckets, batch);
    }

    @Override
    public void commit(SinkBatch batch, List<Serializable> commits) throws IOException {
        try {
            finishRolls();
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
            finishRolls();
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

    /** Shows what waits for a roll, so that nothing stays hidden when a program ends. */
    @Override
    public void close() throws IOException {
        finishRolls();
        roll(Long.MAX_VALUE, true);
        URI staging = directories.staging(context.uid());
        for (String empty : List.of("committed/", "rolls/", "work/" + attempts.token() + "/", "work/", "")) {
            URI directory = staging.resolve(empty.isEmpty() ? "./" : empty);
            if (store.exists(directory) && store.list(directory).isEmpty()) {
                store.delete(directory);
            }
        }
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
        OptionalLong epoch = marks.epoch(batch);
        if (epoch.isEmpty() && store.exists(kept(batch))) {
            epoch = OptionalLong.of(epochOf(kept(batch)));
        }
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

    private void roll(long now, boolean all) throws IOException {
        List<WaitingBatches.Waiting> batches = waiting.of(context);
        if (batches.isEmpty()) {
            return;
        }
        long bytes = batches.stream().mapToLong(WaitingBatches.Waiting::bytes).sum();
        long oldest =
                batches.stream().mapToLong(each -> each.batch().time()).min().orElse(now);
        if (all || policy.due(bytes, now - oldest)) {
            plan(batches.stream().map(each -> each.batch().name()).toList());
            finishRolls();
        }
    }

    /** Writes down which batches a roll puts together. */
    private void plan(List<String> batches) throws IOException {
        URI plan = work().resolve("plan");
        try (OutputStream out = store.create(plan)) {
            out.write(String.join("\n", batches).getBytes(UTF_8));
        }
        store.publish(plan, hidden("rolls/").resolve(batches.get(0) + "_" + batches.get(batches.size() - 1)));
    }

    private void finishRolls() throws IOException {
        for (FileEntry roll : store.list(hidden("rolls/"))) {
            List<String> batches;
            try (InputStream in = store.read(roll.path(), 0)) {
                batches = new String(in.readAllBytes(), UTF_8).lines().toList();
            }
            finish(batches);
            store.delete(roll.path());
        }
    }

    /** The first mark of a batch of a roll is set when all of the roll is shown. */
    private void finish(List<String> batches) throws IOException {
        List<URI> kept = batches.stream()
                .map(batch -> hidden("committed/").resolve(batch + "/"))
                .toList();
        boolean shown = false;
        for (String batch : batches) {
            shown |= marks.epoch(KeptBatch.id(batch)).isPresent();
        }
        if (!shown) {
            new Roll(store, directories.location(), work(), content).run(fileName(batches), kept);
        }
        for (int i = 0; i < kept.size(); i++) {
            BatchId batch = KeptBatch.id(batches.get(i));
            if (marks.epoch(batch).isEmpty()) {
                marks.set(batch, epochOf(kept.get(i)));
            }
            store.delete(kept.get(i));
        }
    }

    private String fileName(List<String> batches) {
        String first = batches.get(0);
        String last = batches.get(batches.size() - 1);
        return "part-" + KeptBatch.id(first).number() + "-" + KeptBatch.id(last).number() + "-"
                + BatchDirectories.digest(first + "\n" + last + "\n" + context.uid());
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

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file.internal;

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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stages attempts and publishes batches, each by one rename of a directory. */
public final class FileSinkSession implements SinkSession<Object> {
    private final String sink;
    private final FileStore store;
    private final BatchDirectories directories;
    private final FileContent content;
    private final boolean emptyBatches;
    private final SinkContext context;
    private final Attempts attempts;
    /**
     * The last empty batch that wrote nothing. A later run does not know it: its inputs are those that were journaled, so it is empty
     * again, and again nothing is written.
     */
    private volatile @Nullable BatchId lastEmpty;

    public FileSinkSession(
            String sink,
            FileStore store,
            BatchDirectories directories,
            FileContent content,
            boolean emptyBatches,
            SinkContext context) {
        this.sink = sink;
        this.store = store;
        this.directories = directories;
        this.content = content;
        this.emptyBatches = emptyBatches;
        this.context = context;
        this.attempts = new Attempts(sink, store, directories, context);
    }

    @Override
    public SinkWriter<Object> writer(SinkBatch batch, int partition, int attempt) throws IOException {
        String name = attempts.name(partition, attempt);
        return new PartWriter(sink, store, attempts.of(batch.id()), name, content.files());
    }

    @Override
    public void commit(SinkBatch batch, List<Serializable> commits) throws IOException {
        try {
            if (published(batch).isEmpty()) {
                if (!emptyBatches && commits.stream().allMatch(part -> ((StagedPart) part).records() == 0)) {
                    lastEmpty = batch.id();
                } else {
                    publish(batch, commits);
                }
            }
        } catch (IOException e) {
            throw failure("commit", batch, e);
        }
        attempts.discard(batch.id());
    }

    @Override
    public Recovery recover(SinkBatch batch) throws IOException {
        try {
            boolean there = published(batch).isPresent() || batch.id().equals(lastEmpty);
            attempts.discard(batch.id());
            return there ? Recovery.COMMITTED : Recovery.NOT_COMMITTED;
        } catch (IOException e) {
            throw failure("recover", batch, e);
        }
    }

    @Override
    public void close() throws IOException {
        URI staging = directories.staging(context.uid());
        if (store.exists(staging) && store.list(staging).isEmpty()) {
            store.delete(staging);
        }
    }

    private void publish(SinkBatch batch, List<Serializable> commits) throws IOException {
        URI ready = attempts.ready(batch.id());
        long records = 0;
        for (int partition = 0; partition < commits.size(); partition++) {
            StagedPart part = (StagedPart) commits.get(partition);
            String name = BatchDirectories.part(partition) + content.suffix();
            if (part.records() > 0) {
                attempts.collect(batch.id(), part, ready.resolve(name));
            } else {
                new PartWriter(sink, store, ready, name, content.files()).writeNothing();
            }
            records += part.records();
        }
        new Mark(batch.id().toString(), context.uid(), context.epoch(), records).write(store, ready);
        boolean moved = store.publish(BatchDirectories.withoutSlash(ready), directories.target(batch));
        if (!moved && published(batch).isEmpty()) {
            throw new IOException("another process took the name and gave it back; the next attempt finds it free");
        }
    }

    /** The mark of this batch where it is published; fails where something else has the name. */
    private Optional<Mark> published(SinkBatch batch) throws IOException {
        URI target = directories.target(batch);
        if (!store.exists(target)) {
            return Optional.empty();
        }
        Optional<Mark> mark = Mark.read(store, target);
        boolean ours = mark.isPresent()
                && mark.get().batch().equals(batch.id().toString())
                && mark.get().output().equals(context.uid());
        if (!ours) {
            throw inTheWay(batch, target, mark);
        }
        if (mark.get().epoch() > context.epoch()) {
            throw new IOException("batch " + batch.id() + " of output '" + context.uid()
                    + "' was written by a newer run (epoch " + mark.get().epoch() + "); this one (epoch "
                    + context.epoch() + ") has been replaced and must end");
        }
        return mark;
    }

    private IOException failure(String what, SinkBatch batch, IOException cause) {
        return new IOException(
                "sink " + sink + " could not " + what + " batch " + batch.id() + " in '"
                        + BatchDirectories.readable(directories.target(batch)) + "': " + Failures.reason(cause),
                cause);
    }

    private IOException inTheWay(SinkBatch batch, URI target, Optional<Mark> mark) {
        String owner = mark.map(m -> "it holds batch " + m.batch() + " of output '" + m.output() + "'")
                .orElse("it was not written by this library");
        return new IOException("'" + BatchDirectories.readable(target) + "' is in the way of batch " + batch.id()
                + " of output '" + context.uid() + "': " + owner
                + ". It was not touched; move it away, or give this output a prefix of its own");
    }
}

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
import java.util.OptionalLong;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stages attempts and publishes batches. The hidden directory of a batch holds the files of all attempts and, per session,
 * the directory that its commit makes ready; nothing there is ever shared by two sessions that commit.
 */
public final class FileSinkSession implements SinkSession<Object> {
    private static final Logger LOG = LoggerFactory.getLogger(FileSinkSession.class);

    private final String sink;
    private final FileStore store;
    private final BatchDirectories directories;
    private final FileContent content;
    private final boolean emptyBatches;
    private final SinkContext context;
    /** Attempts are counted anew in each run: the token keeps those of a dead run apart. */
    private final String token;
    /** An empty batch that writes nothing is known by its mark alone. */
    private final Marks marks;

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
        this.marks = new Marks(store, directories.staging(context.uid()).resolve("empty/"));
        this.token = "e" + context.epoch() + "-" + UUID.randomUUID();
    }

    @Override
    public SinkWriter<Object> writer(SinkBatch batch, int partition, int attempt) throws IOException {
        String name = BatchDirectories.part(partition) + ".a" + attempt + "-" + token;
        return new PartWriter(sink, store, attempts(batch), name, content.files());
    }

    @Override
    public void commit(SinkBatch batch, List<Serializable> commits) throws IOException {
        try {
            if (published(batch).isEmpty() && !markedEmpty(batch)) {
                if (!emptyBatches && commits.stream().allMatch(part -> ((StagedPart) part).records() == 0)) {
                    marks.set(batch.id(), context.epoch());
                } else {
                    publish(batch, commits);
                }
            }
        } catch (IOException e) {
            throw failure("commit", batch, e);
        }
        removeStaging(batch);
    }

    @Override
    public Recovery recover(SinkBatch batch) throws IOException {
        try {
            boolean there = published(batch).isPresent() || markedEmpty(batch);
            removeStaging(batch);
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

    @Override
    public void prune(BatchId horizon) throws IOException {
        marks.prune(horizon);
    }

    private boolean markedEmpty(SinkBatch batch) throws IOException {
        OptionalLong epoch = marks.epoch(batch.id());
        if (epoch.isPresent() && epoch.getAsLong() > context.epoch()) {
            throw replaced(batch, epoch.getAsLong());
        }
        return epoch.isPresent();
    }

    private void publish(SinkBatch batch, List<Serializable> commits) throws IOException {
        URI ready = directories.staging(context.uid(), batch.id()).resolve("ready-" + token);
        URI inside = URI.create(ready + "/");
        long records = 0;
        for (int partition = 0; partition < commits.size(); partition++) {
            StagedPart part = (StagedPart) commits.get(partition);
            collect(
                    attempts(batch).resolve(part.file()),
                    inside.resolve(BatchDirectories.part(partition) + content.suffix()));
            records += part.records();
        }
        new Mark(batch.id().toString(), context.uid(), context.epoch(), records).write(store, inside);
        if (!store.publish(ready, directories.target(batch)) && published(batch).isEmpty()) {
            throw new IOException("another process took the name and gave it back; the next attempt finds it free");
        }
    }

    /** Moves an attempt to where it is published from, unless an interrupted commit has done so. */
    private void collect(URI staged, URI part) throws IOException {
        if (store.exists(staged)) {
            if (store.exists(part)) {
                store.delete(part);
            }
            store.publish(staged, part);
        } else if (!store.exists(part)) {
            throw new IOException("the staged file '" + BatchDirectories.readable(staged)
                    + "' is gone: a newer run took over this output, or somebody deleted it");
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
            throw replaced(batch, mark.get().epoch());
        }
        return mark;
    }

    private IOException replaced(SinkBatch batch, long epoch) {
        return new IOException("batch " + batch.id() + " of output '" + context.uid()
                + "' was written by a newer run (epoch " + epoch + "); this one (epoch " + context.epoch()
                + ") has been replaced and must end");
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

    private void removeStaging(SinkBatch batch) {
        try {
            directories.discardAttempts(store, context.uid(), batch.id());
        } catch (IOException e) {
            LOG.warn(
                    "{}: staged files of batch {} could not be removed and are tried again with the next batch",
                    sink,
                    batch.id(),
                    e);
        }
    }

    private URI attempts(SinkBatch batch) {
        return directories.staging(context.uid(), batch.id()).resolve("attempts/");
    }
}

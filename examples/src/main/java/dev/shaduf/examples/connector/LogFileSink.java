// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.connector;

import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.Recovery;
import dev.shaduf.spi.Sink;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes each batch into one file of a directory, {@code <output>-<epoch>-<batch id>.txt}: small batches, one machine, exactly
 * once, because a file of that name is there completely or not at all.
 *
 * @param directory the directory, which must exist
 */
// tag::program[]
public record LogFileSink(String directory) implements Sink<String> {
    @Override
    public String name() {
        return "log-file(" + directory + ")";
    }

    @Override
    public Guarantee guarantee() {
        return Guarantee.EXACTLY_ONCE;
    }

    @Override
    public SinkSession<String> open(SinkContext context) throws IOException {
        Path target = Path.of(directory);
        if (!Files.isDirectory(target)) {
            throw new IOException("sink " + name() + ": " + target.toAbsolutePath() + " is not a directory; create it");
        }
        return new Session(target, context.uid());
    }

    private record Session(Path target, String uid) implements SinkSession<String> {
        @Override
        public SinkWriter<String> writer(SinkBatch batch, int partition, int attempt) {
            return new Writer();
        }

        @Override
        public void commit(SinkBatch batch, List<Serializable> commits) throws IOException {
            if (recover(batch) == Recovery.COMMITTED) {
                return;
            }
            Path hidden = target.resolve("." + file(batch).getFileName());
            List<String> lines = new ArrayList<>();
            for (Serializable commit : commits) {
                lines.addAll(((Lines) commit).lines());
            }
            Files.write(hidden, lines);
            Files.move(hidden, file(batch), StandardCopyOption.ATOMIC_MOVE);
        }

        @Override
        public Recovery recover(SinkBatch batch) {
            return Files.exists(file(batch)) ? Recovery.COMMITTED : Recovery.NOT_COMMITTED;
        }

        @Override
        public void close() {}

        private Path file(SinkBatch batch) {
            return target.resolve(uid + "-" + batch.id() + ".txt");
        }
    }

    /** The commit of a partition: here the lines themselves, so batches must be small. */
    private record Lines(List<String> lines) implements Serializable {}

    private static final class Writer implements SinkWriter<String> {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void write(String line) {
            lines.add(line);
        }

        @Override
        public Serializable prepare() {
            return new Lines(List.copyOf(lines));
        }

        @Override
        public void abort() {
            lines.clear();
        }
    }
}
// end::program[]

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.connector;

import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.Recovery;
import dev.shaduf.spi.Sink;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Writes each batch into one file of a directory, {@code <output>-<batch id>.txt}: on one machine and exactly once, because a
 * file of that name is there completely or not at all.
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
        public SinkWriter<String> writer(SinkBatch batch, int partition, int attempt) throws IOException {
            return new Writer(target.resolve("." + name(batch) + "-" + partition + "-" + attempt));
        }

        @Override
        public void commit(SinkBatch batch, List<Serializable> commits) throws IOException {
            if (recover(batch) == Recovery.COMMITTED) {
                return;
            }
            Path whole = target.resolve("." + name(batch));
            try (OutputStream out = Files.newOutputStream(whole)) {
                for (Serializable commit : commits) {
                    Files.copy(target.resolve((String) commit), out);
                }
            }
            Files.move(whole, file(batch), StandardCopyOption.ATOMIC_MOVE);
            for (Serializable commit : commits) {
                Files.deleteIfExists(target.resolve((String) commit));
            }
        }

        @Override
        public Recovery recover(SinkBatch batch) {
            return Files.exists(file(batch)) ? Recovery.COMMITTED : Recovery.NOT_COMMITTED;
        }

        @Override
        public void close() {}

        private Path file(SinkBatch batch) {
            return target.resolve(name(batch) + ".txt");
        }

        private String name(SinkBatch batch) {
            return uid + "-" + batch.id();
        }
    }

    // Writes a hidden file; its name is the commit.
    private static final class Writer implements SinkWriter<String> {
        private final Path hidden;
        private final BufferedWriter out;

        Writer(Path hidden) throws IOException {
            this.hidden = hidden;
            this.out = Files.newBufferedWriter(hidden);
        }

        @Override
        public void write(String line) throws IOException {
            out.write(line);
            out.newLine();
        }

        @Override
        public Serializable prepare() throws IOException {
            out.close();
            return hidden.getFileName().toString();
        }

        @Override
        public void abort() {
            try {
                out.close();
                Files.deleteIfExists(hidden);
            } catch (IOException e) {
                // The hidden file stays; nobody reads it, and the next attempt has another name.
            }
        }
    }
}
// end::program[]

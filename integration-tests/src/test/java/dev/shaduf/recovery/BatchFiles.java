// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.Recovery;
import dev.shaduf.spi.Sink;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A transactional sink: a file per batch, which is there whole or not at all. Refuses to write a batch over another one, so
 * that a repeated batch with other records would be seen.
 *
 * @param directory where the files are
 * @param faults the share of renames that fail, from 0 to 1
 */
record BatchFiles(String directory, double faults) implements Sink<String> {
    BatchFiles(String directory) {
        this(directory, 0);
    }

    @Override
    public String name() {
        return "files(" + directory + ")";
    }

    @Override
    public Guarantee guarantee() {
        return Guarantee.EXACTLY_ONCE;
    }

    @Override
    public SinkSession<String> open(SinkContext context) throws IOException {
        Files.createDirectories(Path.of(directory));
        return new Session(Path.of(directory), faults);
    }

    private record Session(Path directory, double faults) implements SinkSession<String> {
        @Override
        public SinkWriter<String> writer(SinkBatch batch, int partition, int attempt) {
            return new Writer(directory);
        }

        @Override
        public void commit(SinkBatch batch, List<Serializable> commits) throws IOException {
            if (Files.exists(file(batch))) {
                return;
            }
            List<String> lines = new ArrayList<>();
            for (Serializable prepared : commits) {
                lines.addAll(Files.readAllLines(directory.resolve((String) prepared)));
            }
            Path whole = directory.resolve(".whole-" + UUID.randomUUID());
            Files.write(whole, lines);
            if (ThreadLocalRandom.current().nextDouble() < faults) {
                throw new IOException("injected fault: cannot rename " + whole + ": Input/output error");
            }
            Files.move(whole, file(batch), StandardCopyOption.ATOMIC_MOVE);
        }

        @Override
        public Recovery recover(SinkBatch batch) {
            return Files.exists(file(batch)) ? Recovery.COMMITTED : Recovery.NOT_COMMITTED;
        }

        private Path file(SinkBatch batch) {
            return directory.resolve(String.format(
                    "%s-%010d-%d",
                    batch.id().stream(), batch.id().number(), batch.time().milliseconds()));
        }

        @Override
        public void close() {}
    }

    private static final class Writer implements SinkWriter<String> {
        private final Path directory;
        private final List<String> lines = new ArrayList<>();

        Writer(Path directory) {
            this.directory = directory;
        }

        @Override
        public void write(String line) {
            lines.add(line);
        }

        @Override
        public Serializable prepare() throws IOException {
            String name = ".part-" + UUID.randomUUID();
            Files.write(directory.resolve(name), lines);
            return name;
        }

        @Override
        public void abort() {
            lines.clear();
        }
    }

    /**
     * A batch that is there.
     *
     * @param millis its time
     * @param lines its lines
     */
    record Batch(long millis, List<String> lines) {}

    /** Lists the batches, in their order. */
    static List<Batch> batches(Path directory) {
        try (var files = Files.list(directory)) {
            List<Batch> batches = new ArrayList<>();
            for (Path file : files.filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList()) {
                String name = file.getFileName().toString();
                long millis = Long.parseLong(name.substring(name.lastIndexOf('-') + 1));
                batches.add(new Batch(millis, Files.readAllLines(file)));
            }
            return batches;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit.contract;

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
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Writes lines into a directory; breaks one rule of the contract, or none. */
record FlawedSink(String flaw, String directory) implements Sink<String> {
    @Override
    public String name() {
        return flaw.equals("K15") ? "" : "lines";
    }

    @Override
    public Guarantee guarantee() {
        return Guarantee.EXACTLY_ONCE;
    }

    @Override
    public SinkSession<String> open(SinkContext context) {
        if (flaw.equals("K9") && FlawedSink.class.getClassLoader() instanceof PluginClassLoader) {
            throw new IllegalStateException("not in this class loader");
        }
        return new Session(context);
    }

    private Path at(String kind, String name) throws IOException {
        return Files.createDirectories(Path.of(directory, kind)).resolve(name);
    }

    private final class Session implements SinkSession<String> {
        private final SinkContext context;
        private final Set<SinkBatch> committed = new HashSet<>();
        private boolean closed;

        Session(SinkContext context) {
            this.context = context;
        }

        @Override
        public SinkWriter<String> writer(SinkBatch batch, int partition, int attempt) throws IOException {
            String name =
                    key(batch) + "@" + partition + (flaw.equals("K5") ? "" : "@" + attempt + "@" + context.epoch());
            return new Writer(name, key(batch) + "@" + partition);
        }

        @Override
        public void commit(SinkBatch batch, List<Serializable> commits) throws IOException {
            if (flaw.equals("K10") && commits.isEmpty()) {
                throw new IllegalStateException("nothing to commit");
            }
            boolean again = flaw.equals("K3") && committed.contains(batch);
            if (isMarked(batch) && !again) {
                return;
            }
            for (int i = 0; i < (flaw.equals("K2") ? Math.min(2, commits.size()) : commits.size()); i++) {
                show(
                        batch,
                        i,
                        again,
                        commits.get(i).toString().lines().findFirst().orElseThrow());
            }
            committed.add(batch);
            Files.writeString(at("marks", key(batch)), Long.toString(context.epoch()));
        }

        @Override
        public Recovery recover(SinkBatch batch) throws IOException {
            boolean mistaken = flaw.equals("K7") && !attempts(key(batch)).isEmpty();
            return mistaken || Files.exists(at("marks", key(batch))) ? Recovery.COMMITTED : Recovery.NOT_COMMITTED;
        }

        @Override
        public void close() {
            if (closed && flaw.equals("K12")) {
                throw new IllegalStateException("closed already");
            }
            closed = true;
        }

        private String key(SinkBatch batch) {
            Object identity = flaw.equals("K11") ? batch.time().milliseconds() : batch.id();
            return identity + (flaw.equals("K16") ? "" : "@" + context.uid());
        }

        private boolean isMarked(SinkBatch batch) throws IOException {
            Path mark = at("marks", key(batch));
            if (!Files.exists(mark)) {
                return false;
            }
            long epoch = Long.parseLong(Files.readString(mark));
            return !(flaw.equals("K8") && epoch < context.epoch()) && !(flaw.equals("K13") && epoch > context.epoch());
        }

        private void show(SinkBatch batch, int partition, boolean again, String staged) throws IOException {
            String name = key(batch) + "@" + partition;
            boolean beside = again || flaw.equals("K8") || flaw.equals("K13");
            String extra = beside ? "@" + context.epoch() + again : "";
            List<String> lines = new ArrayList<>(Files.readAllLines(at("staged", staged)));
            if (flaw.equals("K6")) {
                lines.clear();
                for (Path attempt : attempts(name)) {
                    lines.addAll(Files.readAllLines(attempt));
                }
            }
            Files.write(at("visible", name + extra), lines);
        }

        private List<Path> attempts(String name) throws IOException {
            try (Stream<Path> files = Files.list(at("staged", ""))) {
                return files.filter(f -> f.getFileName().toString().startsWith(name + "@"))
                        .toList();
            }
        }
    }

    private final class Writer implements SinkWriter<String> {
        private final String name;
        private final String part;
        private boolean written;

        Writer(String name, String part) throws IOException {
            this.name = name;
            this.part = part;
            Files.write(at("staged", name), List.of());
        }

        @Override
        public void write(String record) throws IOException {
            written = true;
            Files.write(at("staged", name), List.of(record), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }

        @Override
        public Serializable prepare() throws IOException {
            if (flaw.equals("K1")) {
                Files.copy(at("staged", name), at("visible", part), StandardCopyOption.REPLACE_EXISTING);
            }
            return flaw.equals("K14") ? name + "\n" + Files.readString(at("staged", name)) : name;
        }

        @Override
        public void abort() {
            if (flaw.equals("K4") && !written) {
                throw new IllegalStateException("cannot discard");
            }
            try {
                if (!flaw.equals("K5")) {
                    Files.deleteIfExists(at("staged", name));
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

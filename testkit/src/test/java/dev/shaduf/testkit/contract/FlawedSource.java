// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit.contract;

import dev.shaduf.spi.ReadLimit;
import dev.shaduf.spi.RecordOutput;
import dev.shaduf.spi.Source;
import dev.shaduf.spi.SourceContext;
import dev.shaduf.spi.SourcePlanner;
import dev.shaduf.spi.SourceRange;
import dev.shaduf.spi.SourceReader;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Reads the lines of a file that grows, in two splits per range; breaks one rule of the contract, or none. */
record FlawedSource(String flaw, String file) implements Source<String, FlawedSource.Lines, FlawedSource.Half> {
    private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();
    private static final Set<Half> READ = ConcurrentHashMap.newKeySet();
    private static final Map<Half, Integer> OPEN = new ConcurrentHashMap<>();
    private static final Map<String, Integer> PLANNED = new ConcurrentHashMap<>();
    private static final Map<String, Integer> GONE = new ConcurrentHashMap<>();

    FlawedSource {
        KNOWN.add(file);
    }

    record Lines(String flaw, int from, int until) implements SourceRange {
        @Override
        public long records() {
            return until - from;
        }

        @Override
        public String describe() {
            return flaw.equals("S13") ? "" : from + " to " + until;
        }
    }

    record Half(String file, int from, int until) implements Serializable {}

    @Override
    public String name() {
        return "lines";
    }

    @Override
    public SourcePlanner<Lines> open(SourceContext context) {
        if (flaw.equals("S11")) {
            Thread left = new Thread(FlawedSource::sleep, context.threadName("left"));
            left.setDaemon(true);
            left.start();
        }
        return new Planner();
    }

    @Override
    public List<Half> splits(Lines range, int layout) {
        if (flaw.equals("S12") && FlawedSource.class.getClassLoader() instanceof PluginClassLoader) {
            throw new IllegalStateException("not in this class loader");
        }
        int middle = flaw.equals("S1") && layout != 0 ? range.until() : (range.from() + range.until()) / 2;
        return List.of(new Half(file, range.from(), middle), new Half(file, middle, range.until()));
    }

    @Override
    public SourceReader<String> reader(Half split) throws IOException {
        int others = OPEN.merge(split, 1, Integer::sum) - 1;
        List<String> lines = new ArrayList<>(lines().subList(split.from(), split.until()));
        if (flaw.equals("S2") && READ.contains(split)) {
            Collections.reverse(lines);
        }
        if (flaw.equals("S3") && others > 0) {
            lines.remove(0);
        }
        boolean lost = flaw.equals("S8") && split.until() <= PLANNED.getOrDefault(file, 0)
                || flaw.equals("S10") && split.until() <= GONE.getOrDefault(file, 0);
        return new Reader(split, lost ? List.of() : lines);
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(Path.of(file));
    }

    private static void sleep() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Planner implements SourcePlanner<Lines> {
        private int next;
        private int planned;
        private int cuts;
        private final Set<Lines> committed = new HashSet<>();

        @Override
        public void restore(Lines last) {
            next = flaw.equals("S7") ? 0 : last.until();
        }

        @Override
        public Optional<Serializable> memory() {
            return Optional.of(next);
        }

        @Override
        public void restore(Serializable memory, List<Lines> since) {
            boolean sinceCounts = !since.isEmpty() && !flaw.equals("S19");
            next = sinceCounts ? since.get(since.size() - 1).until() : (Integer) memory;
        }

        @Override
        public Optional<Lines> plan(ReadLimit limit) throws IOException {
            int size = lines().size();
            int from = flaw.equals("S5") && cuts > 2 ? Math.min(size, next + 1) : next;
            long most = flaw.equals("S4") ? size : limit.records();
            int until = (int) Math.min(size, from + Math.min(most, size));
            if (from == until && !flaw.equals("S6")) {
                return Optional.empty();
            }
            PLANNED.put(file, from);
            cuts += until < size ? 1 : 0;
            next = until;
            planned = until;
            return Optional.of(new Lines(flaw, from, until));
        }

        @Override
        public void committed(Lines range) {
            if (!committed.add(range) && flaw.equals("S20")) {
                next++;
            }
        }

        @Override
        public void released(Lines range) {
            GONE.put(file, planned);
        }

        @Override
        public void close() {}
    }

    private final class Reader implements SourceReader<String> {
        private final Half split;
        private final List<String> lines;
        private int next;
        private boolean closed;

        Reader(Half split, List<String> lines) {
            this.split = split;
            this.lines = lines;
        }

        @Override
        public boolean read(RecordOutput<String> output, int max) throws Exception {
            int until = Math.min(lines.size(), next + (flaw.equals("S14") ? max + 1 : max));
            for (; next < until; next++) {
                add(output, lines.get(next));
            }
            if (next == lines.size()) {
                READ.add(split);
            }
            return next < lines.size();
        }

        @Override
        public void close() {
            if (closed && flaw.equals("S9")) {
                throw new IllegalStateException("closed already");
            }
            if (!closed) {
                OPEN.merge(split, -1, Integer::sum);
            }
            closed = true;
        }

        private void add(RecordOutput<String> output, String line) throws Exception {
            try {
                output.add(line);
            } catch (Exception e) {
                throw flaw.equals("S15") ? new IOException("cannot read", e) : e;
            }
        }
    }
}

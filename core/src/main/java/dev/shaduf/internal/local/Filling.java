// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.Pipeline;
import dev.shaduf.engine.RecordBuffer;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.codec.SizeEstimate;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a partition into the form that its level asks for. */
final class Filling {
    private static final int BUFFER = 1 << 16;
    private static final long LARGEST_ARRAY = 1L << 30;
    /** How often the memory is looked at while it is being filled, and the records read before the first look. */
    private static final int LOOKS = 16;

    private static final int BEFORE_FIRST_LOOK = 16;

    private final Persisted persisted;
    private final long budget;
    private final SpillDirectory directory;
    private Input taken = Input.empty();
    /** Records asked for so far. */
    private long asked;

    Filling(Persisted persisted, long budget, SpillDirectory directory) {
        this.persisted = persisted;
        this.budget = budget;
        this.directory = directory;
    }

    /**
     * Reads the input to its end and returns the records as they are kept. Returns null when they fit nowhere: what was read
     * is {@link #taken} then, and the rest still in the input.
     */
    @Nullable
    Kept fill(Input input) throws Exception {
        if (!persisted.level().useMemory()) {
            return toFile(input);
        }
        return persisted.level().deserialized() ? objects(input) : bytes(input);
    }

    /** Returns what was read before it turned out that it cannot be kept. */
    Input taken() {
        return taken;
    }

    /** Writes what is in memory to a file. */
    static Kept toFile(Persisted persisted, Kept kept, SpillDirectory directory) throws Exception {
        try (Input records = kept.read()) {
            return new Filling(persisted, 0, directory).toFile(records);
        }
    }

    private @Nullable Kept objects(Input input) throws Exception {
        Measured records = new Measured();
        while (advance(input, records, step(records.estimate.bytes()))) {
            if (records.estimate.bytes() > budget) {
                taken = Input.of(records.buffer.toArray());
                return persisted.level().useDisk() ? toFile(Input.concat(List.of(this::taken, () -> input))) : null;
            }
        }
        Kept.Objects kept = new Kept.Objects(records.buffer.toArray(), records.estimate.bytes());
        if (kept.memory() <= budget) {
            return kept;
        }
        taken = kept.read();
        return persisted.level().useDisk() ? toFile(taken) : null;
    }

    private @Nullable Kept bytes(Input input) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RecordWriter writer = new RecordWriter(bytes, persisted);
        boolean more = true;
        while (more && bytes.size() <= Math.min(budget, LARGEST_ARRAY)) {
            more = advance(input, writer, step(bytes.size()));
        }
        writer.close();
        Kept.Bytes kept = new Kept.Bytes(bytes.toByteArray(), writer.count());
        if (!more && kept.memory() <= budget) {
            return kept;
        }
        taken = kept.read();
        return persisted.level().useDisk() ? toFile(Input.concat(List.of(this::taken, () -> input))) : null;
    }

    private Kept toFile(Input input) throws Exception {
        Path path = directory.newFile("partition");
        try {
            return new Kept.InFile(path, write(input, path));
        } catch (Throwable thrown) {
            SpillDirectory.delete(path);
            throw thrown;
        }
    }

    private long write(Input input, Path path) throws Exception {
        try (OutputStream bytes = Files.newOutputStream(path);
                RecordWriter writer = new RecordWriter(new BufferedOutputStream(bytes, BUFFER), persisted)) {
            boolean more = true;
            while (more) {
                more = advance(input, writer, Input.BLOCK);
            }
            return writer.count();
        }
    }

    /** Returns how many records to read before the next look: fewer where they have been large. */
    private int step(long bytes) {
        double fitting = asked == 0 ? BEFORE_FIRST_LOOK : (double) budget / LOOKS * asked / Math.max(1, bytes);
        int step = (int) Math.max(1, Math.min(fitting, Math.min(Math.max(BEFORE_FIRST_LOOK, asked), Input.BLOCK)));
        asked += step;
        return step;
    }

    private static boolean advance(Input input, Stage into, int max) throws Exception {
        Pipeline.heedInterrupt();
        return input.advance(into, max);
    }

    /** Records with an estimate of their memory. */
    private static final class Measured extends Stage {
        private final RecordBuffer buffer = new RecordBuffer();
        private final SizeEstimate estimate = new SizeEstimate();

        @Override
        public void push(Object record) {
            buffer.push(record);
            estimate.add(record);
        }

        @Override
        public boolean satisfied() {
            return false;
        }

        @Override
        public void finish() {}
    }
}

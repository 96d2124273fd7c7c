// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import dev.shaduf.engine.StateSegment;
import dev.shaduf.engine.codec.CodecException;
import dev.shaduf.engine.codec.Decoder;
import dev.shaduf.internal.block.BlockId;
import dev.shaduf.internal.block.BlockInfo;
import dev.shaduf.internal.graph.GraphShape;
import dev.shaduf.internal.graph.InputPlan;
import dev.shaduf.internal.graph.Layout;
import dev.shaduf.internal.graph.SkippedInput;
import dev.shaduf.listener.SkippedBatch;
import dev.shaduf.spi.SourceRange;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Reads the parts that records of the journal are made of; {@link JournalWriting} is its other side. */
final class JournalReading {
    private final UUID stream;
    private final Decoder in;
    private final boolean plain;

    /**
     * Creates a reader.
     *
     * @param plain whether ranges come as {@link PlainRange}, for which no class of a connector is needed
     */
    JournalReading(UUID stream, Decoder in, boolean plain) {
        this.stream = stream;
        this.in = in;
        this.plain = plain;
    }

    BatchPlan plan() {
        BatchId id = new BatchId(stream, in.readLong());
        Time time = time();
        Layout layout = layout();
        return new BatchPlan(id, time, inputs(), layout, all(this::skippedInput));
    }

    private Map<String, InputPlan> inputs() {
        Map<String, InputPlan> inputs = new LinkedHashMap<>();
        for (long left = in.readUnsigned(); left > 0; left--) {
            inputs.put(text(), input());
        }
        return inputs;
    }

    private SkippedInput skippedInput() {
        BatchId of = new BatchId(stream, in.readLong());
        Time time = time();
        Layout layout = layout();
        return new SkippedInput(of, time, inputs(), layout, all(this::text));
    }

    Skip skip() {
        BatchPlan plan = plan();
        List<String> inputs = all(this::text);
        List<SkippedBatch.Output> outputs = all(this::skippedOutput);
        List<SkippedBatch.State> states = all(() -> new SkippedBatch.State(text(), text()));
        return new Skip(plan, new SkippedBatch(plan.id(), plan.time(), inputs, outputs, states));
    }

    private SkippedBatch.Output skippedOutput() {
        String uid = text();
        String name = text();
        String error = text();
        int kind = in.readByte();
        String refusal = switch (kind) {
            case JournalFormat.REPLAYABLE -> "";
            case JournalFormat.REFUSED_SOMEHOW -> "it is behind a state or a window that has gone on";
            default -> text();
        };
        return new SkippedBatch.Output(uid, name, refusal, error);
    }

    Time time() {
        return new Time(in.readLong());
    }

    Duration duration() {
        return new Duration(in.readLong());
    }

    Layout layout() {
        Map<String, Integer> partitions = new LinkedHashMap<>();
        for (long left = in.readUnsigned(); left > 0; left--) {
            partitions.put(text(), (int) in.readUnsigned());
        }
        return new Layout(partitions);
    }

    private InputPlan input() {
        int kind = in.readByte();
        return switch (kind) {
            case JournalFormat.RANGE -> {
                int splits = (int) in.readUnsigned();
                yield new InputPlan.Range(range(), splits);
            }
            case JournalFormat.BLOCKS -> new InputPlan.Blocks(all(this::block));
            case JournalFormat.QUEUED -> new InputPlan.Queued(in.readLong(), (int) in.readUnsigned());
            case JournalFormat.NOTHING -> new InputPlan.Nothing();
            default -> throw new CodecException("an input of unknown kind " + kind + " in a plan of the journal");
        };
    }

    private SourceRange range() {
        Object value = plain ? in.readPlain() : in.read();
        if (value instanceof SourceRange range) {
            return range;
        }
        if (plain && value != null) {
            return new PlainRange(value);
        }
        throw new CodecException("there is no range of a source where one was planned, but " + value);
    }

    private BlockInfo block() {
        BlockId id = new BlockId((int) in.readLong(), in.readLong());
        return new BlockInfo(id, in.readLong(), in.readLong());
    }

    Program program() {
        return new Program(
                in.readLong(),
                time(),
                duration(),
                all(this::text),
                new GraphShape(
                        all(() -> new GraphShape.Input(text(), text(), text())),
                        all(() -> new GraphShape.State(text(), text(), text())),
                        all(() -> new GraphShape.Output(text(), text(), text()))));
    }

    SourceProgress source() {
        String uid = text();
        Object memory = plain ? in.readPlain() : in.read();
        if (memory != null && !(memory instanceof Serializable)) {
            memory = memory.toString();
        }
        return new SourceProgress(uid, (Serializable) memory, all(this::range));
    }

    JournalRecord.Snapshot snapshot() {
        return new JournalRecord.Snapshot(in.readLong(), time(), in.readLong(), all(this::segment));
    }

    private StateSegment segment() {
        return new StateSegment(
                text(), (int) in.readUnsigned(), (int) in.readUnsigned(), time(), in.readLong(), in.readLong(), text());
    }

    Map<String, Long> dropped() {
        Map<String, Long> dropped = new LinkedHashMap<>();
        for (long left = in.readUnsigned(); left > 0; left--) {
            dropped.put(text(), in.readLong());
        }
        return dropped;
    }

    <T> List<T> all(Supplier<T> each) {
        List<T> values = new ArrayList<>();
        for (long left = in.readUnsigned(); left > 0; left--) {
            values.add(each.get());
        }
        return values;
    }

    String text() {
        if (in.read() instanceof String text) {
            return text;
        }
        throw new CodecException("there is no text where one was written into the journal");
    }
}

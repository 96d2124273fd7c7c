// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import dev.shaduf.engine.StateSegment;
import dev.shaduf.engine.codec.Encoder;
import dev.shaduf.internal.block.BlockInfo;
import dev.shaduf.internal.graph.GraphShape;
import dev.shaduf.internal.graph.InputPlan;
import dev.shaduf.internal.graph.Layout;
import dev.shaduf.internal.graph.SkippedInput;
import dev.shaduf.listener.SkippedBatch;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;

/** Writes the parts that records of the journal are made of; {@link JournalReading} is its other side. */
final class JournalWriting {
    private final Encoder out;

    JournalWriting(Encoder out) {
        this.out = out;
    }

    void plan(BatchPlan plan) {
        out.writeLong(plan.id().number());
        out.writeLong(plan.time().milliseconds());
        layout(plan.layout());
        inputs(plan.inputs());
        all(plan.replays(), this::skippedInput);
    }

    private void inputs(Map<String, InputPlan> inputs) {
        all(inputs.entrySet(), (Map.Entry<String, InputPlan> input) -> {
            out.write(input.getKey());
            input(input.getValue());
        });
    }

    private void skippedInput(SkippedInput skipped) {
        out.writeLong(skipped.of().number());
        out.writeLong(skipped.time().milliseconds());
        layout(skipped.layout());
        inputs(skipped.inputs());
        all(skipped.outputs(), out::write);
    }

    void skip(Skip skip) {
        plan(skip.plan());
        SkippedBatch batch = skip.batch();
        all(batch.inputs(), out::write);
        all(batch.outputs(), output -> {
            texts(output.uid(), output.name(), output.error());
            out.writeByte(output.replayable() ? JournalFormat.REPLAYABLE : JournalFormat.REFUSED);
            if (!output.replayable()) {
                out.write(output.refusal());
            }
        });
        all(batch.states(), state -> {
            out.write(state.uid());
            out.write(state.error());
        });
    }

    void layout(Layout layout) {
        all(layout.partitions().entrySet(), (Map.Entry<String, Integer> count) -> {
            out.write(count.getKey());
            out.writeUnsigned(count.getValue());
        });
    }

    private void input(InputPlan plan) {
        if (plan instanceof InputPlan.Range range) {
            out.writeByte(JournalFormat.RANGE);
            out.writeUnsigned(range.splits());
            out.write(range.range());
        } else if (plan instanceof InputPlan.Blocks blocks) {
            out.writeByte(JournalFormat.BLOCKS);
            all(blocks.blocks(), this::block);
        } else if (plan instanceof InputPlan.Queued queued) {
            out.writeByte(JournalFormat.QUEUED);
            out.writeLong(queued.first());
            out.writeUnsigned(queued.count());
        } else {
            out.writeByte(JournalFormat.NOTHING);
        }
    }

    private void block(BlockInfo block) {
        out.writeLong(block.id().stream());
        out.writeLong(block.id().number());
        out.writeLong(block.records());
        out.writeLong(block.bytes());
    }

    void program(Program program) {
        out.writeLong(program.epoch());
        out.writeLong(program.zero().milliseconds());
        out.writeLong(program.interval().milliseconds());
        all(program.dropped(), out::write);
        GraphShape shape = program.shape();
        all(shape.inputs(), input -> texts(input.uid(), input.name(), input.place()));
        all(shape.states(), state -> texts(state.uid(), state.kind(), state.place()));
        all(shape.outputs(), output -> texts(output.uid(), output.path(), output.place()));
    }

    void source(SourceProgress source) {
        out.write(source.uid());
        out.write(source.memory());
        all(source.since(), out::write);
    }

    void snapshot(JournalRecord.Snapshot snapshot) {
        out.writeLong(snapshot.number());
        out.writeLong(snapshot.time().milliseconds());
        out.writeLong(snapshot.address());
        all(snapshot.segments(), this::segment);
    }

    private void segment(StateSegment segment) {
        out.write(segment.uid());
        out.writeUnsigned(segment.partition());
        out.writeUnsigned(segment.partitions());
        out.writeLong(segment.time().milliseconds());
        out.writeLong(segment.keys());
        out.writeLong(segment.bytes());
        out.write(segment.name());
    }

    void dropped(Map<String, Long> dropped) {
        all(dropped.entrySet(), (Map.Entry<String, Long> state) -> {
            out.write(state.getKey());
            out.writeLong(state.getValue());
        });
    }

    <T> void all(Collection<T> values, Consumer<T> each) {
        out.writeUnsigned(values.size());
        values.forEach(each);
    }

    private void texts(String first, String second, String third) {
        out.write(first);
        out.write(second);
        out.write(third);
    }
}

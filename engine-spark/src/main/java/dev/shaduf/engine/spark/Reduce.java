// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.Combine;
import dev.shaduf.engine.Input;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.RecordBuffer;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.shuffle.CombineTable;
import dev.shaduf.function.Function;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.PortableHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reduce side of a shuffle: puts the blocks of all map tasks into their order, and combines or sorts the pairs. */
record Reduce(@Nullable Combine combine, @Nullable Comparator<Object> ordering, Origin origin) implements Elements {
    private static final Comparator<Block> ORDER =
            Comparator.comparingInt(Block::map).thenComparingInt(Block::sequence);

    @Override
    public Input read(Iterator<?> elements) throws Exception {
        List<Block> blocks = new ArrayList<>();
        elements.forEachRemaining(element -> blocks.add((Block) ((scala.Tuple2<?, ?>) element)._2()));
        blocks.sort(ORDER);
        if (combine != null) {
            CombineTable table = combined(blocks, combine);
            return ordering == null ? table.read() : Input.of(sorted(table.pairs(), ordering));
        }
        Input pairs = Input.concat(blocks.stream().map(Reduce::opener).toList());
        return ordering == null ? pairs : Input.of(sorted(all(blocks), ordering));
    }

    private static Input.Opener opener(Block block) {
        return () -> Input.of(Wire.read(block.bytes(), block.count()));
    }

    private CombineTable combined(List<Block> blocks, Combine wanted) throws Exception {
        Function<Object, Object> asItIs = value -> value;
        CombineTable table = new CombineTable(
                wanted.mapSide()
                        ? new Combine(asItIs, wanted.mergeCombiners(), wanted.mergeCombiners(), false)
                        : wanted);
        Adding adding = new Adding(table);
        for (Block block : blocks) {
            Wire.read(block.bytes(), block.count(), adding);
        }
        return table;
    }

    private static Object[] all(List<Block> blocks) throws Exception {
        RecordBuffer all = new RecordBuffer();
        for (Block block : blocks) {
            Wire.read(block.bytes(), block.count(), all);
        }
        return all.toArray();
    }

    /** Sorts pairs by key, in place; pairs of equal keys stay in order. */
    private Object[] sorted(Object[] pairs, Comparator<Object> by) {
        try {
            Arrays.sort(pairs, (a, b) -> by.compare(((Tuple2<?, ?>) a)._1(), ((Tuple2<?, ?>) b)._1()));
        } catch (RuntimeException thrown) {
            throw OperatorException.by(origin, thrown);
        }
        return pairs;
    }

    /** Adds pairs to a table. */
    private final class Adding extends Stage {
        private final CombineTable table;

        Adding(CombineTable table) {
            this.table = table;
        }

        @Override
        public void push(Object record) {
            Tuple2<?, ?> pair = (Tuple2<?, ?>) record;
            try {
                table.add(PortableHash.of(pair._1()), pair._1(), pair._2());
                // checkstyle: allow CatchThrowable, because a key's methods may throw errors too
            } catch (Throwable thrown) {
                throw OperatorException.by(origin, thrown);
            }
        }

        @Override
        public boolean satisfied() {
            return false;
        }

        @Override
        public void finish() {}
    }
}

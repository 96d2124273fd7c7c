// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.Combine;
import dev.shaduf.engine.Input;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.shuffle.CombineTable;
import dev.shaduf.engine.shuffle.Router;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.Partitioner;
import dev.shaduf.rdd.PortableHash;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The map side of a shuffle: pairs go into blocks by reduce partition, combined by key before if that is wanted. */
record MapSide(Partitioner target, @Nullable Combine combine, Origin origin)
        implements Work<scala.Tuple2<Integer, Block>> {
    /** Pairs per block. */
    private static final int BLOCK = 4_096;
    /** Keys that are held before they are handed on half combined. */
    private static final int MOST_KEYS = 1 << 20;

    @Override
    public Iterator<scala.Tuple2<Integer, Block>> run(Reading records) throws Exception {
        boolean combining = combine != null && combine.mapSide();
        int map = records.task().partition();
        Blocks blocks = new Blocks(records.open(), combining ? new Combining(this, map) : new Plain(this, map));
        records.task().onEnd(blocks);
        return blocks;
    }

    /** Gathers pairs and cuts blocks. */
    private abstract static class Gathering extends Stage {
        final Router router;
        final Origin origin;
        final Deque<scala.Tuple2<Integer, Block>> ready = new ArrayDeque<>();
        private final int map;
        private final int[] sequences;

        Gathering(MapSide side, int map) {
            this.router = new Router(side.target());
            this.origin = side.origin();
            this.map = map;
            this.sequences = new int[router.partitions()];
        }

        @Override
        public final void push(Object record) throws Exception {
            try {
                add((Tuple2<?, ?>) record);
                // checkstyle: allow CatchThrowable, because a key's methods may throw errors too
            } catch (Throwable thrown) {
                throw OperatorException.by(origin, thrown);
            }
        }

        abstract void add(Tuple2<?, ?> pair) throws Exception;

        @Override
        public final boolean satisfied() {
            return false;
        }

        void cut(int partition, Object[] pairs, int size) {
            for (int from = 0; from < size; from += BLOCK) {
                int to = Math.min(size, from + BLOCK);
                try {
                    byte[] bytes = Wire.write(pairs, from, to);
                    ready.add(new scala.Tuple2<>(partition, new Block(map, sequences[partition]++, to - from, bytes)));
                } catch (IOException e) {
                    throw OperatorException.by(origin, e);
                }
            }
        }
    }

    private static final class Plain extends Gathering {
        private final Object[][] pairs;
        private final int[] sizes;

        Plain(MapSide side, int map) {
            super(side, map);
            this.pairs = new Object[router.partitions()][];
            this.sizes = new int[router.partitions()];
        }

        @Override
        void add(Tuple2<?, ?> pair) {
            int partition = router.route(pair._1(), router.hashIfNeeded(pair._1()));
            if (sizes[partition] == 0) {
                pairs[partition] = new Object[BLOCK];
            }
            pairs[partition][sizes[partition]++] = pair;
            if (sizes[partition] == BLOCK) {
                flush(partition);
            }
        }

        private void flush(int partition) {
            cut(partition, pairs[partition], sizes[partition]);
            sizes[partition] = 0;
        }

        @Override
        public void finish() {
            for (int i = 0; i < sizes.length; i++) {
                flush(i);
            }
        }
    }

    private static final class Combining extends Gathering {
        private final Combine combine;
        private final @Nullable CombineTable[] tables;
        private int keys;

        Combining(MapSide side, int map) {
            super(side, map);
            this.combine = java.util.Objects.requireNonNull(side.combine());
            this.tables = new @Nullable CombineTable[router.partitions()];
        }

        @Override
        void add(Tuple2<?, ?> pair) throws Exception {
            Object key = pair._1();
            int hash = PortableHash.of(key);
            int partition = router.route(key, hash);
            CombineTable table = tables[partition];
            if (table == null) {
                table = new CombineTable(combine);
                tables[partition] = table;
            }
            int before = table.size();
            table.add(hash, key, pair._2());
            keys += table.size() - before;
            if (keys >= MOST_KEYS) {
                finish();
            }
        }

        @Override
        public void finish() {
            for (int i = 0; i < tables.length; i++) {
                CombineTable table = tables[i];
                if (table != null) {
                    cut(i, table.pairs(), table.size());
                    tables[i] = null;
                }
            }
            keys = 0;
        }
    }

    /** Reads on as blocks are asked for. */
    private static final class Blocks implements Iterator<scala.Tuple2<Integer, Block>>, AutoCloseable {
        private final Input records;
        private final Gathering gathering;
        private boolean more = true;
        private boolean closed;

        Blocks(Input records, Gathering gathering) {
            this.records = records;
            this.gathering = gathering;
        }

        @Override
        public boolean hasNext() {
            try {
                while (more && gathering.ready.isEmpty()) {
                    advance();
                }
            } catch (Exception e) {
                throw Crossing.leave(e, gathering.map);
            }
            return !gathering.ready.isEmpty();
        }

        private void advance() throws Exception {
            if (Thread.interrupted()) {
                throw new InterruptedException("the task was cancelled");
            }
            more = records.advance(gathering, Input.BLOCK);
            if (!more) {
                close();
                gathering.finish();
            }
        }

        @Override
        public void close() throws Exception {
            if (!closed) {
                closed = true;
                records.close();
            }
        }

        @Override
        public scala.Tuple2<Integer, Block> next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the map side has no more blocks");
            }
            return gathering.ready.remove();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PartitionReader;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.spi.Source;
import dev.shaduf.spi.SourceRange;
import dev.shaduf.spi.SourceReader;
import java.io.Serializable;
import java.util.List;

/** Reads the splits of a range, a partition each. */
record SplitReader<T, R extends SourceRange, S extends Serializable>(
        Source<T, R, S> source, List<S> splits, Origin origin) implements PartitionReader {
    @Override
    public Input open(TaskContext task) throws Exception {
        S split = splits.get(task.partition());
        try {
            return new Reading<>(source.reader(split), split, origin);
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            throw OperatorException.of(origin, e);
        }
    }

    private static final class Reading<T> implements Input {
        private final SourceReader<T> reader;
        private final Object split;
        private final Origin origin;

        Reading(SourceReader<T> reader, Object split, Origin origin) {
            this.reader = reader;
            this.split = split;
            this.origin = origin;
        }

        @Override
        public boolean advance(Stage into, int max) throws Exception {
            try {
                return reader.read(record -> into.push(checked(record)), max);
            } catch (InterruptedException e) {
                throw e;
            } catch (Throwable e) {
                throw OperatorException.of(origin, e);
            }
        }

        private Object checked(T record) {
            if (record == null) {
                throw new NullPointerException("the reader of split " + split
                        + " handed over a null record; a source leaves" + " out what is not there");
            }
            return record;
        }

        @Override
        public void close() throws Exception {
            reader.close();
        }
    }
}

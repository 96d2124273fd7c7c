// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PartitionReader;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.internal.rdd.SetAside;
import dev.shaduf.spi.RecordOutput;
import dev.shaduf.spi.Source;
import dev.shaduf.spi.SourceRange;
import dev.shaduf.spi.SourceReader;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the splits of a range, a partition each. */
record SplitReader<T, R extends SourceRange, S extends Serializable>(
        Source<T, R, S> source,
        R planned,
        List<S> splits,
        @Nullable SetAside aside,
        Origin origin) implements PartitionReader {
    @Override
    public Input open(TaskContext task) throws Exception {
        S split = splits.get(task.partition());
        try {
            return new Reading<>(source.reader(split), split, aside == null ? null : aside.open(task), origin);
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            throw OperatorException.of(origin, e);
        }
    }

    @Override
    public Optional<SourceRange> range() {
        return Optional.of(planned);
    }

    private static final class Reading<T> implements Input, RecordOutput<T> {
        private final SourceReader<T> reader;
        private final Object split;
        private final SetAside.@Nullable Letters letters;
        private final Origin origin;
        private @Nullable Stage into;

        Reading(SourceReader<T> reader, Object split, SetAside.@Nullable Letters letters, Origin origin) {
            this.reader = reader;
            this.split = split;
            this.letters = letters;
            this.origin = origin;
        }

        @Override
        public boolean advance(Stage next, int max) throws Exception {
            into = next;
            try {
                return reader.read(this, max);
            } catch (InterruptedException e) {
                throw e;
            } catch (Throwable e) {
                throw OperatorException.of(origin, e);
            }
        }

        @Override
        public void add(T record) throws Exception {
            if (record == null) {
                throw new NullPointerException("the reader of split " + split
                        + " handed over a null record; a source leaves out what is not there");
            }
            Objects.requireNonNull(into).push(record);
        }

        @Override
        public void reject(String what, Map<String, String> details, Exception error) throws Exception {
            if (letters == null) {
                throw error;
            }
            letters.add(what, details, error);
        }

        @Override
        public void close() throws Exception {
            reader.close();
        }
    }
}

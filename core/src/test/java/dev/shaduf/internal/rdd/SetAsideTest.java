// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.rdd.CollectionAccumulator;
import dev.shaduf.spi.DeadLetter;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SetAsideTest {
    private static final Time TIME = new Time(1_000);

    private final Letters letters = new Letters();
    private final SetAside.Letters open = new SetAside("parse", new Origin("map", "Test.java:7"), TIME, letters, 10)
            .open(new TaskContext(JobScope.ofBatch(new BatchId(new UUID(1, 2), 1), TIME, 1, "test"), 0, 0));

    /** A record that cannot be shown. */
    private record Hidden(Error why) {
        @Override
        public String toString() {
            throw why;
        }
    }

    @Test
    void shouldKeepARecordWhoseTextCannotBeMade() {
        open.add(new Hidden(new AssertionError("no text")), Map.of(), new IllegalStateException("refused"));

        assertThat(letters.all)
                .singleElement()
                .satisfies(letter ->
                        assertThat(letter.record()).contains("Hidden whose toString throws java.lang.AssertionError"));
    }

    @Test
    void shouldPassOnAnErrorOfTheJvm() {
        Hidden record = new Hidden(new OutOfMemoryError("Java heap space"));

        assertThatThrownBy(() -> open.add(record, Map.of(), new IllegalStateException("refused")))
                .isInstanceOf(OutOfMemoryError.class);
    }

    private static final class Letters implements CollectionAccumulator<DeadLetter> {
        private static final long serialVersionUID = 1L;

        private final transient List<DeadLetter> all = new ArrayList<>();

        @Override
        public void add(DeadLetter value) {
            all.add(value);
        }

        @Override
        public List<DeadLetter> value() {
            return all;
        }

        @Override
        public void reset() {
            all.clear();
        }

        @Override
        public String name() {
            return "letters";
        }
    }
}

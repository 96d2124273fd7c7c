// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PipelineTest {
    private final TaskContext task = new TaskContext(JobScope.adHoc("test"), 0, 0);

    @Test
    void shouldRunRecordsThroughAllStepsInOrder() throws Exception {
        List<Object> result = Pipeline.run(task, Input.of(new Object[] {1, 2, 3}), List.of(twice(), plus(1)), all());

        assertThat(result).containsExactly(2, 2, 3, 3, 4, 4);
    }

    @Test
    void shouldPullNoMoreThanATakeNeedsWhenStepsAreFused() throws Exception {
        Counted input = new Counted(range(10_000));

        List<Object> result = Pipeline.run(task, input, List.of(plus(0)), take(5));

        assertThat(result).containsExactly(0, 1, 2, 3, 4);
        assertThat(input.pulled).isEqualTo(5);
    }

    @Test
    void shouldPullAtMostTwiceWhatATakeNeedsWhenItNeedsMany() throws Exception {
        Counted input = new Counted(range(100_000));

        Pipeline.run(task, input, List.of(), take(300));

        assertThat(input.pulled).isBetween(300, 600);
    }

    @Test
    void shouldPullNothingWhenNothingIsWanted() throws Exception {
        Counted input = new Counted(range(10));

        assertThat(Pipeline.run(task, input, List.of(plus(0)), take(0))).isEmpty();
        assertThat(input.pulled).isZero();
        assertThat(input.closed).isEqualTo(1);
    }

    @Test
    void shouldHandOutManyRecordsWhenTheyNeedSeveralBlocks() throws Exception {
        List<Object> result = Pipeline.run(task, Input.of(range(5_000)), List.of(plus(0)), all());

        assertThat(result).containsExactly(range(5_000));
    }

    @Test
    void shouldCloseTheInputOnceWhenAStepFails() {
        Counted input = new Counted(range(10));

        assertThatThrownBy(() -> Pipeline.run(task, input, List.of(failingAt(3)), all()))
                .hasMessage("at 3");
        assertThat(input.closed).isEqualTo(1);
    }

    @Test
    void shouldFailAlsoWhenAFunctionSwallowsAnErrorThatItsIteratorThrew() {
        Input broken = new Input() {
            private int calls;

            @Override
            public boolean advance(Stage into, int max) throws Exception {
                if (calls++ == 1) {
                    throw new NoClassDefFoundError("Gone");
                }
                into.push(calls);
                return calls < 4;
            }

            @Override
            public void close() {}
        };
        PullStep swallowing = (context, records) -> {
            List<Object> read = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                try {
                    if (records.hasNext()) {
                        read.add(records.next());
                    }
                } catch (Throwable ignored) {
                    read.add("swallowed");
                }
            }
            return read.iterator();
        };

        assertThatThrownBy(() -> Pipeline.run(task, broken, List.of(swallowing), all()))
                .isInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void shouldCloseTheInputWhenAStepCannotBeBound() {
        Counted input = new Counted(range(10));
        PushStep broken = (context, next) -> {
            throw new IllegalStateException("cannot");
        };

        assertThatThrownBy(() -> Pipeline.run(task, input, List.of(broken), all()))
                .hasMessage("cannot");
        assertThat(input.closed).isEqualTo(1);
    }

    @Test
    void shouldGiveAPullStepAnIteratorOfWhatLeavesTheStepsBefore() throws Exception {
        PullStep reverse = (context, records) -> {
            List<Object> list = new ArrayList<>();
            records.forEachRemaining(record -> list.add(0, record));
            return list.iterator();
        };

        List<Object> result =
                Pipeline.run(task, Input.of(new Object[] {1, 2}), List.of(twice(), reverse, plus(1)), all());

        assertThat(result).containsExactly(3, 3, 2, 2);
    }

    @Test
    void shouldPullNoMoreThanAPullStepReads() throws Exception {
        Counted input = new Counted(range(10_000));
        PullStep two =
                (context, records) -> List.of(records.next(), records.next()).iterator();

        assertThat(Pipeline.run(task, input, List.of(plus(0), two), all())).containsExactly(0, 1);
        assertThat(input.pulled).isEqualTo(2);
    }

    @Test
    void shouldThrowWhatTheInputThrewWhenAPullStepSwallowsIt() {
        PullStep swallowing = (context, records) -> {
            try {
                records.forEachRemaining(record -> {});
            } catch (Exception e) {
                return List.<Object>of("swallowed").iterator();
            }
            return List.of().iterator();
        };
        Input broken = new Counted(range(10)) {
            @Override
            public boolean advance(Stage into, int max) throws Exception {
                throw new IOException("disk");
            }
        };

        assertThatThrownBy(() -> Pipeline.run(task, broken, List.of(swallowing), all()))
                .isInstanceOf(IOException.class)
                .hasMessage("disk");
    }

    @Test
    void shouldThrowWhatTheInputThrewWhenAPullStepWrapsIt() {
        PullStep wrapping = (context, records) -> {
            try {
                records.next();
            } catch (Exception e) {
                throw new IllegalStateException("wrapped", e);
            }
            return records;
        };

        assertThatThrownBy(() -> Pipeline.run(task, Input.of(range(5)), List.of(failingAt(0), wrapping), all()))
                .hasMessage("at 0");
    }

    @Test
    void shouldHandOnWhatAStageHeldBackWhenItsPartOfAUnionEnds() throws Exception {
        Input union = Input.concat(List.of(
                () -> Pipeline.through(task, Input.of(new Object[] {1, 2}), List.of(last())),
                () -> Pipeline.through(task, Input.of(new Object[] {3, 4}), List.of(last()))));

        assertThat(Pipeline.run(task, union, List.of(), all())).containsExactly(2, 4);
    }

    @Test
    void shouldOpenThePartsOfAUnionOneAfterTheOtherAndOnlyAsWanted() throws Exception {
        Counted first = new Counted(range(3));
        Counted second = new Counted(range(3));
        List<Input.Opener> parts = List.of(
                () -> first,
                () -> {
                    assertThat(first.closed).isEqualTo(1);
                    return second;
                },
                () -> {
                    throw new AssertionError("not wanted");
                });

        assertThat(Pipeline.run(task, Input.concat(parts), List.of(), take(4))).containsExactly(0, 1, 2, 0);
        assertThat(second.closed).isEqualTo(1);
    }

    @Test
    void shouldEndWhenTheThreadIsInterrupted() {
        Iterator<Object> endless = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Object next() {
                Thread.currentThread().interrupt();
                return 1;
            }
        };

        assertThatThrownBy(() -> Pipeline.run(task, Input.of(endless), List.of(), count()))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void shouldCloseAnInputThatIsIteratedWhenItEnds() {
        Counted input = new Counted(range(2_000));
        Iterator<Object> iterator = Pipeline.iterator(input);

        List<Object> read = new ArrayList<>();
        iterator.forEachRemaining(read::add);

        assertThat(read).containsExactly(range(2_000));
        assertThat(input.closed).isEqualTo(1);
        assertThat(iterator.hasNext()).isFalse();
    }

    @Test
    void shouldReadPartOfAnArray() throws Exception {
        assertThat(Pipeline.run(task, Input.of(range(10), 2, 5), List.of(), all()))
                .containsExactly(2, 3, 4);
        assertThatThrownBy(() -> Input.of(range(3), 1, 4)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void shouldLetATaskBeSeenAsAnotherPartition() {
        TaskContext other = task.at(7);
        List<String> closed = new ArrayList<>();
        other.onEnd(() -> closed.add("resource"));

        assertThat(other.partition()).isEqualTo(7);
        assertThat(other.<String>local("key", () -> "mine")).isSameAs(task.local("key", () -> "other"));
        assertThat(task.at(0)).isSameAs(task);
        assertThat(closed).isEmpty();
    }

    private static Object[] range(int size) {
        return IntStream.range(0, size).boxed().toArray();
    }

    private interface Body {
        void push(Object record, Stage next) throws Exception;
    }

    private static PushStep step(Body body) {
        return (task, next) -> new ChainedStage(next) {
            @Override
            public void push(Object record) throws Exception {
                body.push(record, next);
            }
        };
    }

    private static PushStep plus(int add) {
        return step((record, next) -> next.push((Integer) record + add));
    }

    private static PushStep twice() {
        return step((record, next) -> {
            next.push(record);
            next.push(record);
        });
    }

    private static PushStep failingAt(int bad) {
        return step((record, next) -> {
            if (record.equals(bad)) {
                throw new IOException("at " + bad);
            }
            next.push(record);
        });
    }

    private static PushStep last() {
        return (task, next) -> new ChainedStage(next) {
            private Object held;

            @Override
            public void push(Object record) {
                held = record;
            }

            @Override
            public void finish() throws Exception {
                next.push(held);
                next.finish();
            }
        };
    }

    private static Collector<List<Object>> all() {
        return take(Integer.MAX_VALUE);
    }

    private static Collector<List<Object>> take(int wanted) {
        return new Collector<>() {
            private final List<Object> taken = new ArrayList<>();

            @Override
            public void push(Object record) {
                if (taken.size() < wanted) {
                    taken.add(record);
                }
            }

            @Override
            public boolean satisfied() {
                return taken.size() >= wanted;
            }

            @Override
            public List<Object> result() {
                return taken;
            }
        };
    }

    private static Collector<Long> count() {
        return new Collector<>() {
            private long count;

            @Override
            public void push(Object record) {
                count++;
            }

            @Override
            public Long result() {
                return count;
            }
        };
    }

    private static class Counted implements Input {
        private final Iterator<Object> records;
        private int pulled;
        private int closed;

        Counted(Object[] records) {
            this.records = Arrays.asList(records).iterator();
        }

        @Override
        public boolean advance(Stage into, int max) throws Exception {
            for (int i = 0; i < max && records.hasNext(); i++) {
                pulled++;
                into.push(records.next());
            }
            return records.hasNext();
        }

        @Override
        public void close() {
            closed++;
        }
    }
}

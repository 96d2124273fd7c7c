// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.ChainedStage;
import dev.shaduf.engine.Collector;
import dev.shaduf.engine.Combine;
import dev.shaduf.engine.Engine;
import dev.shaduf.engine.Input;
import dev.shaduf.engine.Job;
import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.NarrowNode;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.PushStep;
import dev.shaduf.engine.ShuffleNode;
import dev.shaduf.engine.SourceNode;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.Terminal;
import dev.shaduf.function.Function;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.HashPartitioner;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Small plans for tests. */
final class Plans {
    static final Origin HERE = new Origin("map", "Test.java:1");
    static final Combine SUM =
            new Combine(value -> value, (a, b) -> (Integer) a + (Integer) b, (a, b) -> (Integer) a + (Integer) b, true);

    private Plans() {}

    static LocalEngine engine(String master) {
        return engine(master, 64 << 20, Path.of(System.getProperty("java.io.tmpdir")));
    }

    static LocalEngine engine(String master, long memory, Path directory) {
        return new LocalEngine(
                LocalMaster.parse(master),
                new LocalSettings(
                        "plans",
                        Optional.empty(),
                        memory,
                        memory,
                        memory,
                        Optional.empty(),
                        directory,
                        Duration.ofMillis(500)));
    }

    static PlanNode source(Object[]... partitions) {
        return new SourceNode(partitions.length, task -> Input.of(partitions[task.partition()]), HERE);
    }

    static Object[] of(Object... records) {
        return records;
    }

    static Tuple2<Object, Object> pair(Object key, Object value) {
        return new Tuple2<>(key, value);
    }

    static PlanNode map(PlanNode parent, Function<Object, Object> function) {
        return step(parent, (record, next) -> next.push(function.call(record)));
    }

    /** What a step does with a record. */
    interface Body extends Serializable {
        void push(Object record, Stage next) throws Exception;
    }

    static PlanNode step(PlanNode parent, Body body) {
        PushStep step = (task, next) -> new ChainedStage(next) {
            @Override
            public void push(Object record) throws Exception {
                try {
                    body.push(record, next);
                } catch (Throwable thrown) {
                    throw OperatorException.of(HERE, thrown);
                }
            }
        };
        return new NarrowNode(parent, step, false, HERE);
    }

    static ShuffleNode sum(PlanNode parent, int partitions) {
        return new ShuffleNode(
                parent, new HashPartitioner(partitions), SUM, null, new Origin("reduceByKey", "T.java:2"));
    }

    static Terminal<List<Object>> toList() {
        return task -> new Listing(Integer.MAX_VALUE);
    }

    static Terminal<List<Object>> take(int wanted) {
        return task -> new Listing(wanted);
    }

    static JobScope scope() {
        return JobScope.adHoc("owner");
    }

    static List<List<Object>> glom(Engine engine, PlanNode node, JobScope scope) throws Exception {
        return engine.run(Job.over(node, toList(), scope, "test job"));
    }

    static List<Object> collect(Engine engine, PlanNode node, JobScope scope) throws Exception {
        List<Object> all = new ArrayList<>();
        glom(engine, node, scope).forEach(all::addAll);
        return all;
    }

    static List<Object> collect(Engine engine, PlanNode node) throws Exception {
        JobScope scope = scope();
        try {
            return collect(engine, node, scope);
        } finally {
            engine.end(scope);
        }
    }

    static Map<Object, Object> collectAsMap(Engine engine, PlanNode node) throws Exception {
        Map<Object, Object> map = new TreeMap<>();
        for (Object record : collect(engine, node)) {
            Tuple2<?, ?> entry = (Tuple2<?, ?>) record;
            if (map.put(entry._1(), entry._2()) != null) {
                throw new AssertionError("key " + entry._1() + " twice");
            }
        }
        return map;
    }

    /** Runs something on a thread of its own. */
    static <T> Running<T> start(Callable<T> body) {
        FutureTask<T> future = new FutureTask<>(body);
        Thread thread = new Thread(future, "test-caller");
        thread.setDaemon(true);
        thread.start();
        return new Running<>(thread, future);
    }

    record Running<T>(Thread thread, FutureTask<T> future) {
        T get() throws Exception {
            try {
                return future.get(20, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Exception cause) {
                    throw cause;
                }
                throw e;
            }
        }
    }

    static List<String> taskThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("shaduf-plans-task-"))
                .sorted()
                .toList();
    }

    static Object[] ints(int from, int to) {
        Object[] all = new Object[to - from];
        Arrays.setAll(all, i -> from + i);
        return all;
    }

    private static final class Listing extends Collector<List<Object>> {
        private final List<Object> records = new ArrayList<>();
        private final int wanted;

        Listing(int wanted) {
            this.wanted = wanted;
        }

        @Override
        public void push(Object record) {
            records.add(record);
        }

        @Override
        public boolean satisfied() {
            return records.size() >= wanted;
        }

        @Override
        public List<Object> result() {
            return records;
        }
    }
}

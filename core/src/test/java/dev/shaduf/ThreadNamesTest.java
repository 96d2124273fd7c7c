// SPDX-License-Identifier: Apache-2.0
package dev.shaduf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.config.StreamingConf;
import dev.shaduf.listener.StreamingListener;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.Receiver;
import dev.shaduf.time.Durations;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an operator reads in a thread dump. */
@Timeout(60)
class ThreadNamesTest {
    private final Set<Thread> before = Thread.getAllStackTraces().keySet();
    /** The thread of the batches takes part in the work of its tasks. */
    private final CountDownLatch inTasks = new CountDownLatch(3);

    private final CountDownLatch seen = new CountDownLatch(1);

    @Test
    void shouldSayContextRoleAndNumber() throws Exception {
        Set<String> names = new HashSet<>();
        try (StreamingContext ssc = context()) {
            ssc.addStreamingListener(new StreamingListener() {});
            ssc.receiverStream(new Ticks()).foreachRDD(rdd -> {});
            ssc.receiverStream(new Ticks())
                    .transform(rdd ->
                            ssc.context().parallelize(List.of(1, 2, 3), 3).map(this::stay))
                    .foreachRDD(rdd -> rdd.count());
            ssc.start();
            assertThat(inTasks.await(30, TimeUnit.SECONDS)).isTrue();

            Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> !before.contains(thread))
                    .forEach(thread -> names.add(thread.getName()));
            seen.countDown();
        }

        assertThat(names)
                .contains(
                        "shaduf-dumped-planner",
                        "shaduf-dumped-batches",
                        "shaduf-dumped-listener",
                        "shaduf-dumped-task-1",
                        "shaduf-dumped-task-2",
                        "shaduf-dumped-receiver-0-supervisor",
                        "shaduf-dumped-receiver-0-ticks",
                        "shaduf-dumped-receiver-1-ticks")
                .noneMatch(name -> name.matches("Thread-\\d+|pool-\\d+-thread-\\d+"));
    }

    private int stay(int number) throws InterruptedException {
        inTasks.countDown();
        seen.await();
        return number;
    }

    private static StreamingContext context() {
        return StreamingContext.builder()
                .conf(new StreamingConf(false))
                .conf("shaduf.jmx.enabled", "false")
                .master("local[3]")
                .appName("dumped")
                .batchInterval(Durations.milliseconds(50))
                .build();
    }

    private static final class Ticks extends Receiver<String> {
        private static final long serialVersionUID = 1L;

        Ticks() {
            super(StorageLevel.MEMORY_ONLY);
        }

        @Override
        public void onStart() {
            startThread("ticks", () -> {
                while (!isStopped()) {
                    store("tick");
                    TimeUnit.MILLISECONDS.sleep(1);
                }
            });
        }
    }
}

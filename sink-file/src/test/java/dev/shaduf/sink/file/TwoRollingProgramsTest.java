// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.spi.SinkSession;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two that roll into one prefix, and are held where the plan of one of them is old when others see it. */
class TwoRollingProgramsTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private FileSink sink;

    @TempDir
    Path folder;

    /** A program that has planned a roll, which nobody sees yet. */
    private record Held(CountDownLatch reached, CountDownLatch released) {
        Held() {
            this(new CountDownLatch(1), new CountDownLatch(1));
        }
    }

    @BeforeEach
    void holdPlans() {
        sink = FileSink.builder("broken:" + folder.resolve("out")).rollAt(4).build();
        BrokenDisk.beforeRoll(() -> {
            Held here = held.remove(Thread.currentThread().getName());
            if (here != null) {
                here.reached().countDown();
                here.released().await();
            }
        });
    }

    @AfterEach
    void repair() {
        BrokenDisk.repair();
        threads.shutdownNow();
    }

    /** Runs something until it has planned a roll. */
    private Future<Object> startAndHold(String name, Held at, Callable<Object> work) throws InterruptedException {
        held.put(name, at);
        Future<Object> started = threads.submit(() -> {
            Thread.currentThread().setName(name);
            return work.call();
        });
        at.reached().await();
        return started;
    }

    private static Object write(Batches batches, SinkSession<Object> session, int number, String line)
            throws Exception {
        batches.write(session, number, List.of(line));
        return line;
    }

    private List<String> lines() throws Exception {
        return Rolled.in(folder.resolve("out")).lines();
    }

    @Test
    void shouldShowEachRecordOfTwoProgramsOnce() throws Exception {
        Batches one = new Batches();
        Batches two = new Batches();
        SinkSession<Object> first = one.open(sink, 1);
        SinkSession<Object> second = two.open(sink, 1);
        write(one, first, 1, "a");
        Held ofOne = new Held();
        Held ofTwo = new Held();
        Future<Object> firstRoll = startAndHold("one", ofOne, () -> write(one, first, 2, "bb"));
        Future<Object> secondRoll = startAndHold("two", ofTwo, () -> write(two, second, 1, "cccc"));

        ofOne.released().countDown();
        firstRoll.get();
        ofTwo.released().countDown();
        secondRoll.get();
        first.close();
        second.close();

        assertThat(lines()).containsExactlyInAnyOrder("a", "bb", "cccc");
    }

    @Test
    void shouldShowEachRecordOnceThoughARunRollsThatWasReplaced() throws Exception {
        Batches batches = new Batches();
        SinkSession<Object> old = batches.open(sink, 1);
        write(batches, old, 1, "a");
        SinkSession<Object> next = batches.open(sink, 2);
        Held ofNext = new Held();
        Future<Object> roll = startAndHold("next", ofNext, () -> write(batches, next, 2, "bb"));

        old.close();
        assertThat(lines()).containsExactly("a");
        ofNext.released().countDown();
        roll.get();
        next.close();

        assertThat(lines()).containsExactlyInAnyOrder("a", "bb");
    }

    /** One may take away what the other is reading; then that one's batch is tried again. */
    @Test
    void shouldShowEachRecordOnceHoweverTwoProgramsMeet() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int rounds = Boolean.getBoolean("test.soak") ? 200 : 5;
        for (int round = 0; round < rounds; round++) {
            Path place = folder.resolve("round" + round);
            FileSink rolling = FileSink.builder(place.toString())
                    .partitionBy(record -> "k" + record.toString().length())
                    .rollAt(1 + random.nextInt(20))
                    .build();
            Future<List<String>> one = threads.submit(() -> run(rolling, "a"));
            Future<List<String>> two = threads.submit(() -> run(rolling, "b"));
            List<String> expected = new ArrayList<>(one.get());
            expected.addAll(two.get());

            assertThat(Rolled.in(place).lines()).as("seed " + seed).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static List<String> run(FileSink rolling, String name) throws Exception {
        Batches batches = new Batches();
        SinkSession<Object> session = batches.open(rolling, 1);
        List<String> written = new ArrayList<>();
        for (int i = 1; i <= 25; i++) {
            String line = name + i;
            List<Serializable> commits = batches.prepare(session, i, List.of(line));
            int batch = i;
            again(() -> session.commit(batches.batch(batch), commits));
            written.add(line);
        }
        again(session::close);
        return written;
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void again(Step step) throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                step.run();
                return;
            } catch (IOException e) {
                if (attempt == 20) {
                    throw e;
                }
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.state.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.spi.StateStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskRegionTest {
    private static final int MEMORY = 4 << 20;

    @TempDir
    Path temp;

    @Test
    void shouldHoldWhatATreeHolds() throws Exception {
        long seed = System.nanoTime();
        System.out.println("DiskRegionTest: seed " + seed);
        Random random = new Random(seed);
        TreeMap<Long, byte[]> model = new TreeMap<>();
        try (StateStore store = new DiskStateStoreProvider().open(temp.resolve("state"), MEMORY)) {
            StateStore.Region region = store.region("a");
            store.region("b").put(1, new byte[] {7});
            for (int i = 0; i < 60_000; i++) {
                change(random, region, model);
                if (i % 6_000 == 0) {
                    check(random, region, model);
                }
            }
            check(random, region, model);
            assertThat(store.region("c").get(1)).isNull();
        }
    }

    private static void change(Random random, StateStore.Region region, TreeMap<Long, byte[]> model) {
        long key = random.nextInt(20_000) * 200_000L;
        if (random.nextInt(4) == 0) {
            region.remove(key);
            model.remove(key);
        } else {
            byte[] value = new byte[random.nextInt(500)];
            random.nextBytes(value);
            region.put(key, value);
            model.put(key, value);
        }
    }

    private static void check(Random random, StateStore.Region region, TreeMap<Long, byte[]> model) {
        for (int i = 0; i < 1_000; i++) {
            long key = random.nextInt(20_000) * 200_000L;
            assertThat(region.get(key)).isEqualTo(model.get(key));
        }
        long from = random.nextInt(20_000) * 200_000L - 1;
        int[] left = {1 + random.nextInt(5_000)};
        var expected = model.tailMap(from).entrySet().iterator();
        region.scan(from, (key, value) -> {
            Map.Entry<Long, byte[]> next = expected.next();
            assertThat(key).isEqualTo(next.getKey());
            assertThat(value).isEqualTo(next.getValue());
            return --left[0] > 0;
        });
        assertThat(left[0] == 0 || !expected.hasNext()).isTrue();
    }

    @Test
    void shouldBeReadWhileItIsWritten() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService readers = Executors.newFixedThreadPool(2);
        try (StateStore store = new DiskStateStoreProvider().open(temp.resolve("state"), MEMORY)) {
            StateStore.Region region = store.region("a");
            Callable<Long> reading = () -> read(region, done);
            Future<Long> one = readers.submit(reading);
            Future<Long> other = readers.submit(reading);
            Random random = new Random(1);
            for (int i = 0; i < 60_000; i++) {
                long key = random.nextInt(5_000);
                byte[] value = new byte[600];
                Arrays.fill(value, (byte) key);
                region.put(key, value);
            }
            done.set(true);
            assertThat(one.get() + other.get()).isPositive();
        } finally {
            readers.shutdownNow();
        }
    }

    private static long read(StateStore.Region region, AtomicBoolean done) {
        Random random = new Random(2);
        long read = 0;
        while (!done.get()) {
            region.scan(random.nextInt(5_000), (key, value) -> {
                assertThat(value[value.length - 1]).isEqualTo((byte) key);
                return random.nextInt(100) > 0;
            });
            long key = random.nextInt(5_000);
            byte[] value = region.get(key);
            assertThat(value == null ? (byte) key : value[0]).isEqualTo((byte) key);
            read++;
        }
        return read;
    }

    @Test
    void shouldNotMindInterrupts() throws Exception {
        try (StateStore store = new DiskStateStoreProvider().open(temp.resolve("state"), MEMORY)) {
            StateStore.Region region = store.region("a");
            for (long key = 0; key < 20_000; key++) {
                Thread.currentThread().interrupt();
                region.put(key, new byte[1_000]);
                assertThat(region.get(key * 7 % (key + 1))).hasSize(1_000);
                assertThat(Thread.interrupted()).isTrue();
            }
        }
    }

    @Test
    void shouldUseSpaceAgainAndLeaveNoFile() throws Exception {
        Path file = temp.resolve("state");
        StateStore store = new DiskStateStoreProvider().open(file, MEMORY);
        StateStore.Region region = store.region("a");
        for (int round = 0; round < 40; round++) {
            for (long key = 0; key < 2_000; key++) {
                region.put(key, new byte[1_000]);
            }
        }
        assertThat(Files.size(file)).isLessThan(40L * 2_000 * 1_000 / 4);
        store.close();
        store.close();
        assertThat(file).doesNotExist();
    }

    @Test
    void shouldSayWhichFileCannotBeMade() throws IOException {
        Path file = Files.createDirectory(temp.resolve("taken"));
        assertThatThrownBy(() -> new DiskStateStoreProvider().open(file, MEMORY))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no file for states can be made at " + file);
    }

    @Test
    void shouldRefuseWhatFollowsAFailure() throws IOException {
        StateStore store = new DiskStateStoreProvider().open(temp.resolve("state"), MEMORY);
        StateStore.Region region = store.region("a");
        store.close();
        assertThatThrownBy(() -> region.put(1, new byte[1]))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("a restart makes them anew");
    }
}

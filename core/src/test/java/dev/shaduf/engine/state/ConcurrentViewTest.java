// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.engine.KeyedState;
import dev.shaduf.time.Time;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Money moves between accounts that open and close; whoever looks, at whatever version, sees all of it. */
class ConcurrentViewTest {
    private static final long TOTAL = 1_000_000;
    private static final int VERSIONS = 1_500;

    private final StatePartition accounts = new StatePartition("accounts", 0, new HeapPlace(null));
    private final AtomicLong published = new AtomicLong();
    private final AtomicLong retained = new AtomicLong(1);

    @Test
    void shouldSeeOneVersionWhileLaterOnesAreMade() throws Exception {
        long seed = System.nanoTime();
        System.out.println("ConcurrentViewTest: seed " + seed);
        accounts.begin(new Time(1)).put(0, TOTAL);
        publish(1);
        CompletableFuture<Long> views = CompletableFuture.supplyAsync(() -> views(new Random(seed)));
        Random random = new Random(seed + 1);
        for (long time = 2; time <= VERSIONS; time++) {
            if (random.nextInt(4) == 0) {
                transfer(accounts.begin(new Time(time)), random);
                accounts.abort();
            }
            transfer(accounts.begin(new Time(time)), random);
            publish(time);
            retained.set(Math.max(1, time - 50));
            accounts.retain(new Time(retained.get()));
        }
        assertThat(views.get(1, TimeUnit.MINUTES)).isPositive();
    }

    private void publish(long time) {
        accounts.finish();
        accounts.publish(new Time(time));
        published.set(time);
    }

    private static void transfer(KeyedState state, Random random) {
        for (int i = 0; i < 40; i++) {
            int from = random.nextInt(300);
            int to = random.nextInt(300);
            long balance = balance(state, from);
            long amount = balance <= 5 ? balance : random.nextLong(balance);
            set(state, from, balance - amount);
            set(state, to, balance(state, to) + amount);
        }
    }

    private static long balance(KeyedState state, int account) {
        Object balance = state.get(account);
        return balance == null ? 0 : (long) balance;
    }

    private static void set(KeyedState state, int account, long balance) {
        if (balance == 0) {
            state.remove(account);
        } else {
            state.put(account, balance);
        }
    }

    private long views(Random random) {
        long seen = 0;
        while (published.get() < VERSIONS) {
            long newest = published.get();
            long oldest = retained.get();
            long time = oldest + random.nextLong(newest - oldest + 1);
            if (look(time)) {
                seen++;
            }
        }
        return seen;
    }

    /** Returns whether the version could be read; what cannot any more says so. */
    private boolean look(long time) {
        long[] sum = new long[1];
        try {
            accounts.view(new Time(time), (account, balance) -> sum[0] += (long) balance);
        } catch (IllegalStateException letGo) {
            assertThat(retained.get()).isGreaterThan(time - 2);
            return false;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        assertThat(sum[0]).as("all of the money in the version of " + time).isEqualTo(TOTAL);
        return true;
    }
}

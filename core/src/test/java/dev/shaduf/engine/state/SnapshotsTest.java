// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shaduf.engine.StateSegment;
import dev.shaduf.engine.state.Snapshots.Snapshot;
import dev.shaduf.time.Time;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class SnapshotsTest {
    private final Owner owner = new Owner();
    private final Snapshots snapshots = new Snapshots(owner, 100);

    @Test
    void shouldTakeOneWhenChangesWeighAsMuchAsTheLast() throws Exception {
        owner.go.release(10);
        complete(1, 99);
        assertThat(owner.taken).isEmpty();
        complete(2, 1);
        awaitTaken(2);
        complete(3, 299);
        assertThat(owner.taken).hasSize(1);
        complete(4, 1);
        awaitTaken(2, 4);
        snapshots.close();
    }

    @Test
    void shouldKeepTwoAndNameThoseSuperseded() throws Exception {
        owner.go.release(10);
        for (int i = 1; i <= 4; i++) {
            snapshots.completed(new Time(i), 0, true);
            awaitTaken(java.util.stream.LongStream.rangeClosed(1, i).toArray());
        }
        assertThat(owner.superseded).containsExactly(1L, 2L);
        assertThat(snapshots.kept()).extracting(Snapshot::time).containsExactly(new Time(3), new Time(4));
        snapshots.close();
    }

    @Test
    void shouldHaveTheVersionRetainedWhileItIsWrittenAndBeginNoOther() throws Exception {
        complete(5, 100);
        complete(6, 1_000);
        assertThat(snapshots.retained(new Time(9))).isEqualTo(new Time(5));
        assertThat(snapshots.retained(new Time(3))).isEqualTo(new Time(3));
        owner.go.release();
        awaitTaken(5);
        assertThat(snapshots.retained(new Time(9))).isEqualTo(new Time(9));
        owner.go.release();
        complete(7, 0);
        awaitTaken(5, 7);
        snapshots.close();
    }

    @Test
    void shouldTryAgainWhenChangesHaveGrownAfterAFailure() throws Exception {
        owner.fails = true;
        owner.go.release(10);
        complete(1, 100);
        await().until(() -> owner.failed.contains(1L));
        owner.fails = false;
        complete(2, 99);
        assertThat(snapshots.retained(new Time(9))).isEqualTo(new Time(9));
        complete(3, 1);
        awaitTaken(3);
        snapshots.close();
    }

    @Test
    void shouldGiveUpWhatIsBeingWrittenWhenClosed() throws Exception {
        complete(1, 100);
        snapshots.close();
        assertThat(owner.failed).containsExactly(1L);
        complete(2, 100);
        assertThat(owner.taken).isEmpty();
    }

    @Test
    void shouldGoOnFromWhatARestartFound() throws Exception {
        owner.go.release(10);
        snapshots.found(List.of(snapshot(1), snapshot(2)), 250);
        complete(3, 50);
        awaitTaken(3);
        assertThat(owner.superseded).containsExactly(1L);
        snapshots.close();
    }

    private void complete(long time, long bytes) {
        snapshots.completed(new Time(time), bytes, false);
    }

    /** Waits also until nothing is being written any more. */
    private void awaitTaken(long... times) {
        await().untilAsserted(() -> assertThat(owner.taken).containsExactly(java.util.Arrays.stream(times).boxed().toArray(Long[]::new)));
        await().until(() -> snapshots.retained(new Time(Long.MAX_VALUE)).milliseconds() == Long.MAX_VALUE);
    }

    private static Snapshot snapshot(long time) {
        return new Snapshot(
                new Time(time), List.of(new StateSegment("counts", 0, 1, new Time(time), 10, 300, "state/" + time)));
    }

    private static final class Owner implements Snapshots.Owner {
        final Semaphore go = new Semaphore(0);
        final List<Long> taken = Collections.synchronizedList(new ArrayList<>());
        final List<Long> superseded = Collections.synchronizedList(new ArrayList<>());
        final List<Long> failed = Collections.synchronizedList(new ArrayList<>());
        volatile boolean fails;

        @Override
        public List<StateSegment> write(Time time) throws Exception {
            go.acquire();
            if (fails) {
                throw new IOException("No space left on device");
            }
            return snapshot(time.milliseconds()).segments();
        }

        @Override
        public void taken(Snapshot snapshot, List<Snapshot> old) {
            taken.add(snapshot.time().milliseconds());
            old.forEach(each -> superseded.add(each.time().milliseconds()));
        }

        @Override
        public void failed(Time time, Exception cause) {
            failed.add(time.milliseconds());
        }
    }
}

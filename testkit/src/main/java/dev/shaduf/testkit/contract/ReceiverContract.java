// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.Position;
import dev.shaduf.spi.Receiver;
import dev.shaduf.testkit.ReceiverProbe;
import dev.shaduf.testkit.StoredRecord;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@code docs/contracts/receiver.md} as tests. Extend it for a receiver; each test starts with a new instance
 * of the class and a peer that is up:
 *
 * <pre>{@code
 * class MyReceiverContractTest extends ReceiverContract<String> {
 *     protected Receiver<String> receiver() { return new MyReceiver(peer.address()); }
 *     protected List<String> records(int count) { ... }
 *     protected void send(List<String> records) { peer.send(records); }
 *     protected void peerDown() { peer.close(); }
 *     protected void peerUp() { peer.openAgain(); }
 * }
 * }</pre>
 *
 * @param <T> the type of the records
 */
public abstract class ReceiverContract<T> {
    private final WatchedThreads threads = new WatchedThreads();
    private final Journey journey = new Journey();

    /** For subclasses. */
    protected ReceiverContract() {}

    /**
     * Makes a receiver of the peer of this test.
     *
     * @return a new receiver at each call
     * @throws Exception if it cannot be made; the test fails
     */
    protected abstract Receiver<T> receiver() throws Exception;

    /**
     * Makes records for the peer to send.
     *
     * @param count how many
     * @return that many records, all different, the same at each call
     */
    protected abstract List<T> records(int count);

    /**
     * Has the peer send records to the receiver that was started; waits until it is connected.
     *
     * @param records the records
     * @throws Exception if they cannot be sent; the test fails
     */
    protected abstract void send(List<T> records) throws Exception;

    /**
     * Breaks what connections there are, and refuses new ones.
     *
     * @throws Exception if it cannot; the test fails
     */
    protected abstract void peerDown() throws Exception;

    /**
     * Accepts connections again, at the same place.
     *
     * @throws Exception if it cannot; the test fails
     */
    protected abstract void peerUp() throws Exception;

    /**
     * Returns how long the receiver may take for what it does over the network, and to end.
     *
     * @return 10 s unless overridden
     */
    protected Duration patience() {
        return Durations.seconds(10);
    }

    /**
     * Returns how long {@code onStart} may take.
     *
     * @return 2 s unless overridden
     */
    protected Duration promptness() {
        return Durations.seconds(2);
    }

    @AfterEach
    final void endThreads() throws Exception {
        threads.interruptAll();
        journey.close();
    }

    @Test
    void required_R1_onStartReturnsAtOnce() throws Exception {
        ReceiverProbe<T> probe = new ReceiverProbe<>(receiver());

        threads.call("onStart", promptness(), () -> {
            probe.start();
            return probe;
        });

        stop(probe);
    }

    @Test
    void required_R2_everythingSentIsStored() throws Exception {
        ReceiverProbe<T> probe = new ReceiverProbe<>(receiver());
        start(probe);

        send(records(500));

        assertThat(probe.awaitRecords(500, patience())).containsExactlyInAnyOrderElementsOf(records(500));
        stop(probe);
    }

    @Test
    void required_R3_aThreadThatIsRefusedByStoreEndsQuietly() throws Exception {
        ReceiverProbe<T> probe = new ReceiverProbe<>(receiver());
        probe.closeGate();
        start(probe);
        send(records(10));
        probe.awaitStoreWaiting(patience());

        stop(probe);

        assertThat(threads.awaitEnd(patience())).as("threads left").isEmpty();
        assertThat(probe.records()).isEmpty();
        assertThat(probe.errors()).isEmpty();
        assertThat(probe.restarts()).isEmpty();
    }

    @Test
    void required_R4_onStopMayBeCalledTwiceAndFromAnyThread() throws Exception {
        Receiver<T> receiver = receiver();
        ReceiverProbe<T> probe = new ReceiverProbe<>(receiver);
        start(probe);
        send(records(1));
        probe.awaitRecords(1, patience());

        stop(probe);
        threads.call("a second onStop", patience(), () -> {
            receiver.onStop();
            return receiver;
        });
    }

    @Test
    void required_R5_onStopMayComeBeforeOnStart() throws Exception {
        Receiver<T> receiver = receiver();
        ReceiverProbe<T> probe = new ReceiverProbe<>(receiver);

        stop(probe);

        assertThat(probe.errors()).isEmpty();
    }

    @Test
    void required_R6_noThreadIsLeftAfterOnStop() throws Exception {
        ReceiverProbe<T> probe = new ReceiverProbe<>(receiver());
        start(probe);
        send(records(10));
        probe.awaitRecords(10, patience());

        stop(probe);

        assertThat(threads.awaitEnd(patience())).as("threads left").isEmpty();
    }

    @Test
    void required_R7_aLostPeerIsReported() throws Exception {
        ReceiverProbe<T> probe = new ReceiverProbe<>(receiver());
        start(probe);
        send(records(10));
        probe.awaitRecords(10, patience());

        peerDown();

        probe.awaitTrouble(patience());
        stop(probe);
    }

    @Test
    void required_R8_aPeerThatIsDownIsTriedAgain() throws Exception {
        ReceiverProbe<T> probe = new ReceiverProbe<>(receiver());
        peerDown();
        startFailing(probe);
        probe.awaitTrouble(patience());

        peerUp();
        if (!probe.restarts().isEmpty()) {
            restart(probe);
        }
        send(records(10));

        assertThat(probe.awaitRecords(10, patience())).containsExactlyInAnyOrderElementsOf(records(10));
        assertThat(probe.stops()).as("ends asked for").isEmpty();
        stop(probe);
    }

    @Test
    void required_R9_aStoppedReceiverCanBeStartedAgain() throws Exception {
        ReceiverProbe<T> probe = new ReceiverProbe<>(receiver());
        start(probe);
        send(records(10).subList(0, 5));
        probe.awaitRecords(5, patience());

        restart(probe);
        send(records(10).subList(5, 10));

        assertThat(probe.awaitRecords(10, patience())).containsExactlyInAnyOrderElementsOf(records(10));
        stop(probe);
    }

    @Test
    void required_R10_theReceiverRunsInAnotherJvm() throws Exception {
        ReceiverProbe<T> probe = new ReceiverProbe<>(journey.there(receiver()));
        start(probe);

        send(records(10));

        assertThat(probe.awaitRecords(10, patience()).stream().map(String::valueOf))
                .containsExactlyInAnyOrderElementsOf(
                        records(10).stream().map(String::valueOf).toList());
        stop(probe);
    }

    @Test
    void required_R11_threadsHaveTheNamesThatTheContextGives() throws Exception {
        ReceiverProbe<T> probe = new ReceiverProbe<>(receiver());
        start(probe);
        send(records(10));
        probe.awaitRecords(10, patience());

        assertThat(threads.names()).allSatisfy(name -> assertThat(name).startsWith("shaduf-probe-"));
        stop(probe);
    }

    @Test
    void required_R12_positionsGrowAndArePromisedByExactlyOnce() throws Exception {
        Receiver<T> receiver = receiver();
        ReceiverProbe<T> probe = new ReceiverProbe<>(receiver);
        start(probe);
        send(records(50));
        probe.awaitRecords(50, patience());

        Map<String, Position> last = new HashMap<>();
        for (StoredRecord<T> stored : probe.stored()) {
            assertThat(stored.position().isPresent() || receiver.promise() != Guarantee.EXACTLY_ONCE)
                    .as("a record of a receiver that promises exactly once has a position")
                    .isTrue();
            stored.position().ifPresent(position -> assertGrows(last.put(position.lane(), position), position));
        }
        stop(probe);
    }

    @Test
    void required_R13_acknowledgementIsPromisedByAtLeastOnce() throws Exception {
        Receiver<T> receiver = receiver();
        ReceiverProbe<T> probe = new ReceiverProbe<>(receiver);
        start(probe);
        send(records(50));
        probe.awaitRecords(50, patience());

        assertThat(probe.stored())
                .as("records of a receiver that promises at least once have a token")
                .allMatch(stored -> stored.acknowledged() || receiver.promise() != Guarantee.AT_LEAST_ONCE);
        stop(probe);
    }

    @Test
    void required_R14_theReceiverSaysWhatItIs() throws Exception {
        Receiver<T> receiver = receiver();
        Receiver<T> copy = Journey.home(receiver);

        assertThat(receiver.name()).isNotBlank().isEqualTo(copy.name());
        assertThat(receiver.promise()).isNotNull().isEqualTo(copy.promise());
        assertThat(receiver.storageLevel()).isEqualTo(copy.storageLevel());
    }

    /** What a peer does after an acknowledgement is the peer's own. */
    void untested_R15_nothingIsAcknowledgedThatIsNotDurable() {}

    /** Takes malformed input in the peer's own protocol. */
    void untested_R16_badInputIsCountedOrReported() {}

    private static void assertGrows(@Nullable Position before, Position position) {
        assertThat(before == null || position.after(before))
                .as("position " + position + " is beyond " + before)
                .isTrue();
    }

    private void start(ReceiverProbe<T> probe) throws Exception {
        threads.call("onStart", patience(), () -> {
            probe.start();
            return probe;
        });
    }

    /** A receiver may connect in onStart: the supervisor takes its exception for a request to start it again. */
    private void startFailing(ReceiverProbe<T> probe) throws Exception {
        try {
            start(probe);
        } catch (Exception refused) {
            probe.restart("onStart failed", refused, -1);
        }
    }

    private void restart(ReceiverProbe<T> probe) throws Exception {
        stop(probe);
        start(probe);
    }

    private void stop(ReceiverProbe<T> probe) throws Exception {
        threads.call("onStop", patience(), () -> {
            probe.stop();
            return probe;
        });
    }
}

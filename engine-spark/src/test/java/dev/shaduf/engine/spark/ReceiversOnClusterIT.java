// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.dstream.StateSpec;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.Receiver;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Durations;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Receivers run on the driver; what they have stored as bytes is read where the tasks are. */
class ReceiversOnClusterIT {
    private static final long DRIVER = ProcessHandle.current().pid();

    @Test
    void shouldDecodeWhatWasStoredAsBytesInTheExecutors() throws Exception {
        Numbers numbers = new Numbers("decoded");
        try (StreamHarness harness = OnCluster.harness()) {
            var records = harness.collect(harness.context().receiverStream(numbers));
            harness.start();
            await().until(numbers::isStarted);
            numbers.store(ByteBuffer.wrap(new byte[] {1, 2}));
            numbers.store(ByteBuffer.wrap(new byte[] {3}), 1);
            numbers.store(ByteBuffer.wrap(new byte[] {4}), 1);

            harness.runBatches(1);

            assertThat(records.records()).extracting(Tuple2::_1).containsExactly(1, 2, 3, 4);
            assertThat(records.records())
                    .extracting(Tuple2::_2)
                    .allSatisfy(where -> assertThat(where).startsWith("decoded").doesNotEndWith(" " + DRIVER));
        }
    }

    @Test
    void shouldSendRecordsThatWereStoredAsObjects() throws Exception {
        Numbers numbers = new Numbers("objects");
        try (StreamHarness harness = OnCluster.harness()) {
            var records = harness.collect(harness.context().receiverStream(numbers));
            harness.start();
            await().until(numbers::isStarted);
            numbers.store(new Tuple2<>(1, "single"));
            numbers.store(List.of(new Tuple2<>(2, "list")));

            harness.runBatches(1);

            assertThat(records.records()).containsExactly(new Tuple2<>(1, "single"), new Tuple2<>(2, "list"));
        }
    }

    @Test
    void shouldReadBlocksAgainThatNoBatchNeedsAnyMore() throws Exception {
        Numbers numbers = new Numbers("again");
        try (StreamHarness harness = OnCluster.harness()) {
            var seen = harness.collect(harness.context()
                    .receiverStream(numbers)
                    .mapToPair(number -> new Tuple2<>(number._1(), 1))
                    .mapWithState(StateSpec.<Integer, Integer, Integer, Integer>function((key, value, state) -> {
                        state.update(value.orElse(0));
                        return key;
                    }))
                    .window(Durations.seconds(3), Durations.seconds(1)));
            harness.start();
            await().until(numbers::isStarted);
            for (byte i = 1; i <= 2; i++) {
                numbers.store(ByteBuffer.wrap(new byte[] {i}));
                harness.runBatches(1);
            }

            OnCluster.cluster().executors().forEach(OnCluster.cluster()::kill);
            numbers.store(ByteBuffer.wrap(new byte[] {3}));
            harness.runBatches(1);

            assertThat(seen.batches().get(2)).containsExactlyInAnyOrder(1, 2, 3);
        }
    }

    @Test
    void shouldRefuseAReceiverThatCannotBeSerializedAtTheStart() {
        try (StreamHarness harness = OnCluster.harness()) {
            harness.collect(harness.context().receiverStream(new Numbers(new CountDownLatch(1))));

            assertThatThrownBy(harness::start)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("receiverStream at ReceiversOnClusterIT.java:")
                    .hasMessageContaining("the receiver is refused")
                    .hasMessageContaining("field token of " + Numbers.class.getName())
                    .hasMessageContaining("java.util.concurrent.CountDownLatch");
        }
    }

    /** Is given what to store by the test. A record says which process has decoded it. */
    private static final class Numbers extends Receiver<Tuple2<Integer, String>> {
        private final Object token;
        /** Cannot be serialized while it runs, as many receivers cannot. */
        private Object connection = "none";

        Numbers(Object token) {
            super(StorageLevel.MEMORY_ONLY);
            this.token = token;
        }

        @Override
        public void onStart() {
            connection = new Object();
        }

        @Override
        public Iterator<Tuple2<Integer, String>> decode(ByteBuffer block) {
            List<Tuple2<Integer, String>> decoded = new ArrayList<>();
            while (block.hasRemaining()) {
                decoded.add(new Tuple2<>(
                        (int) block.get(),
                        token + " by " + ProcessHandle.current().pid()));
            }
            return decoded.iterator();
        }

        @Override
        public String toString() {
            return token + ", connected to " + connection;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shaduf.config.StreamingConf;
import dev.shaduf.dstream.DStream;
import dev.shaduf.function.Tuple2;
import dev.shaduf.listener.BatchInfo;
import dev.shaduf.listener.OutputOperationInfo;
import dev.shaduf.listener.ReceiverInfo;
import dev.shaduf.listener.StreamingListener;
import dev.shaduf.listener.StreamingListenerBatchCompleted;
import dev.shaduf.listener.StreamingListenerBatchFailed;
import dev.shaduf.listener.StreamingListenerBatchStarted;
import dev.shaduf.listener.StreamingListenerBatchSubmitted;
import dev.shaduf.listener.StreamingListenerOutputOperationCompleted;
import dev.shaduf.listener.StreamingListenerOutputOperationStarted;
import dev.shaduf.listener.StreamingListenerReceiverError;
import dev.shaduf.listener.StreamingListenerReceiverStarted;
import dev.shaduf.listener.StreamingListenerReceiverStopped;
import dev.shaduf.listener.StreamingListenerStreamingStarted;
import dev.shaduf.rdd.RDD;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.Receiver;
import dev.shaduf.time.Duration;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusTest {
    private final String name = Names.unique();
    private final StreamingContext ssc = new StreamingContext(
            new StreamingConf(false)
                    .setMaster("local[2]")
                    .setAppName(name)
                    .set("shaduf.batch.attempts", "1")
                    .set("shaduf.jmx.enabled", "true"),
            new Duration(10));
    private final List<Object> events = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch ended = new CountDownLatch(2);

    @AfterEach
    void stop() {
        ssc.stop();
    }

    @Test
    void shouldTellListenersOfEachStepOfABatchInOrder() throws Exception {
        ssc.addStreamingListener(new Noting());
        numbers(1, 2, 3);
        ssc.start();
        ended.await();

        assertThat(events).hasSizeGreaterThanOrEqualTo(11);
        assertThat(kinds().get(0)).isEqualTo("StreamingStarted");
        assertThat(kinds())
                .containsSubsequence(
                        "BatchSubmitted",
                        "BatchStarted",
                        "OutputOperationStarted",
                        "OutputOperationCompleted",
                        "OutputOperationStarted",
                        "OutputOperationCompleted",
                        "BatchCompleted");
    }

    @Test
    void shouldGiveEachEventTheDelaysKnownByThen() throws Exception {
        ssc.addStreamingListener(new Noting());
        numbers(1, 2, 3);
        ssc.start();
        ended.await();

        BatchInfo submitted = first(StreamingListenerBatchSubmitted.class).batchInfo();
        BatchInfo started = first(StreamingListenerBatchStarted.class).batchInfo();
        BatchInfo completed = first(StreamingListenerBatchCompleted.class).batchInfo();
        assertThat(submitted.schedulingDelayNanos()).isEqualTo(-1);
        assertThat(started.schedulingDelayNanos()).isNotNegative();
        assertThat(started.processingDelayNanos()).isEqualTo(-1);
        assertThat(completed.totalDelayNanos())
                .isEqualTo(completed.schedulingDelayNanos() + completed.processingDelayNanos())
                .isPositive();
        assertThat(completed.outputOperationInfos()).containsOnlyKeys(0, 1);
        assertThat(completed.outputOperationInfos().get(0).description()).contains("StatusTest.java");
        assertThat(completed.batchTime()).isEqualTo(submitted.batchTime()).isEqualTo(started.batchTime());
    }

    @Test
    void shouldTellListenersWhatReceiversDo() {
        ssc.addStreamingListener(new Noting());
        ssc.receiverStream(new Failing()).foreachRDD(rdd -> {});
        ssc.start();
        await().until(() -> kinds().contains("ReceiverError") && kinds().contains("ReceiverStarted"));
        ssc.stop();

        assertThat(kinds()).contains("ReceiverStopped");
        ReceiverInfo info = first(StreamingListenerReceiverError.class).receiverInfo();
        assertThat(info.name()).isEqualTo("Failing");
        assertThat(info.lastErrorMessage()).contains("no such queue");
        assertThat(info.lastError()).containsInstanceOf(IOException.class);
        assertThat(first(StreamingListenerReceiverStopped.class).receiverInfo().active())
                .isFalse();
    }

    @Test
    void shouldTellListenersWhyABatchFailed() throws Exception {
        ssc.addStreamingListener(new Noting());
        queue(1).foreachRDD(rdd -> {
            throw new IOException("disk full");
        });
        ssc.start();
        assertThat(catchFailure()).hasMessage("disk full");

        OutputOperationInfo output =
                first(StreamingListenerOutputOperationCompleted.class).outputOperationInfo();
        assertThat(output.failureReason()).hasValue("java.io.IOException: disk full");
        assertThat(first(StreamingListenerBatchFailed.class).cause()).hasMessage("disk full");
        assertThat(kinds()).doesNotContain("BatchCompleted");
    }

    @Test
    void shouldKnowTheFiguresBeforeDuringAndAfter() throws Exception {
        ssc.addStreamingListener(new Noting());
        numbers(1, 2, 3);
        assertThat(ssc.status().batches().completed()).isZero();
        assertThat(ssc.status().line()).contains(name, "INITIALIZED");
        ssc.start();
        ended.await();

        StreamingStatus status = ssc.status();
        assertThat(status.state()).isEqualTo(StreamingContextState.ACTIVE);
        assertThat(status.batches().completed()).isGreaterThanOrEqualTo(2);
        assertThat(status.totalDelay().max()).isPositive();
        assertThat(status.lastBatch()).isPresent();
        assertThat(status.inputs()).hasSize(1);
        ssc.stop();
        assertThat(ssc.status().stopReport()).isPresent();
        assertThat(ssc.status().batches().completed()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void shouldShowTheFiguresOverJmxUntilItStops() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName bean = new ObjectName("dev.shaduf:type=StreamingContext,name=" + name + ",id="
                + ssc.status().id());
        ssc.addStreamingListener(new Noting());
        numbers(1);
        ssc.start();
        ended.await();
        await().until(() -> server.isRegistered(bean));

        assertThat(server.getAttribute(bean, "State")).isEqualTo("ACTIVE");
        assertThat((Long) server.getAttribute(bean, "BatchesCompleted")).isGreaterThanOrEqualTo(2);
        ssc.stop();
        assertThat(server.isRegistered(bean)).isFalse();
    }

    @Test
    void shouldShowOverJmxWhatTheStatusSays() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName bean = new ObjectName("dev.shaduf:type=StreamingContext,name=" + name + ",id="
                + ssc.status().id());
        ssc.receiverStream(new Failing())
                .mapToPair(x -> new Tuple2<>(x, 1))
                .updateStateByKey((values, old) -> old)
                .foreachRDD(rdd -> {});
        ssc.start();
        await().until(() -> server.isRegistered(bean)
                && ssc.status().inputs().get(0).errors() == 1
                && ssc.status().batches().completed() > 0);

        String receiver = ssc.status().inputs().get(0).id() + " Failing";
        assertThat(server.getAttribute(bean, "ReceiverErrors")).asString().contains(receiver, "no such queue");
        assertThat(server.getAttribute(bean, "InputErrors")).asString().contains(receiver, "value=1");
        for (String figures :
                List.of("ReceiversActive", "ReceiverRestarts", "InputRecords", "BacklogBytes", "RateLimits")) {
            assertThat(server.getAttribute(bean, figures)).asString().contains(receiver);
        }
        for (String delay : List.of("SchedulingDelay", "ProcessingDelay", "TotalDelay")) {
            assertThat(server.getAttribute(bean, delay)).asString().contains("last", "median", "p95", "p99", "max");
        }
        assertThat(server.getAttribute(bean, "StateKeys"))
                .asString()
                .contains(ssc.status().states().get(0).uid());
    }

    /** Reports an error, and stores nothing. */
    private static final class Failing extends Receiver<Integer> {
        private static final long serialVersionUID = 1L;

        Failing() {
            super(StorageLevel.MEMORY_ONLY);
        }

        @Override
        public void onStart() {
            reportError("no such queue", new IOException("404"));
        }
    }

    private void numbers(Integer... numbers) {
        var stream = queue(numbers);
        stream.foreachRDD(RDD::count);
        stream.foreachRDD(RDD::collect);
    }

    private DStream<Integer> queue(Integer... numbers) {
        Queue<RDD<Integer>> queue = new ArrayDeque<>();
        queue.add(ssc.context().parallelize(List.of(numbers), 1));
        return ssc.queueStream(queue);
    }

    private Throwable catchFailure() {
        try {
            ssc.awaitTermination();
            return new AssertionError("nothing failed");
        } catch (Throwable e) {
            return e;
        }
    }

    private List<String> kinds() {
        synchronized (events) {
            return events.stream()
                    .map(e -> e.getClass().getSimpleName().replace("StreamingListener", ""))
                    .toList();
        }
    }

    private <E> E first(Class<E> kind) {
        synchronized (events) {
            return events.stream()
                    .filter(kind::isInstance)
                    .map(kind::cast)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private final class Noting implements StreamingListener {
        @Override
        public void onStreamingStarted(StreamingListenerStreamingStarted event) {
            events.add(event);
        }

        @Override
        public void onReceiverStarted(StreamingListenerReceiverStarted event) {
            events.add(event);
        }

        @Override
        public void onReceiverError(StreamingListenerReceiverError event) {
            events.add(event);
        }

        @Override
        public void onReceiverStopped(StreamingListenerReceiverStopped event) {
            events.add(event);
        }

        @Override
        public void onBatchSubmitted(StreamingListenerBatchSubmitted event) {
            events.add(event);
        }

        @Override
        public void onBatchStarted(StreamingListenerBatchStarted event) {
            events.add(event);
        }

        @Override
        public void onOutputOperationStarted(StreamingListenerOutputOperationStarted event) {
            events.add(event);
        }

        @Override
        public void onOutputOperationCompleted(StreamingListenerOutputOperationCompleted event) {
            events.add(event);
        }

        @Override
        public void onBatchCompleted(StreamingListenerBatchCompleted event) {
            events.add(event);
            ended.countDown();
        }

        @Override
        public void onBatchFailed(StreamingListenerBatchFailed event) {
            events.add(event);
        }
    }
}

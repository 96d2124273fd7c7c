// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.cluster;

import dev.shaduf.listener.BatchInfo;
import dev.shaduf.listener.OutputOperationInfo;
import dev.shaduf.listener.StreamInputInfo;
import dev.shaduf.listener.StreamingListener;
import dev.shaduf.listener.StreamingListenerBatchCompleted;
import dev.shaduf.listener.StreamingListenerBatchFailed;
import dev.shaduf.listener.StreamingListenerBatchStarted;
import dev.shaduf.listener.StreamingListenerBatchSubmitted;
import dev.shaduf.listener.StreamingListenerGap;
import dev.shaduf.listener.StreamingListenerOutputOperationCompleted;
import dev.shaduf.listener.StreamingListenerOutputOperationStarted;
import dev.shaduf.listener.StreamingListenerStreamingStarted;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Writes down what a listener is told, without what differs from run to run: delays, and the identity of the stream. */
final class HeardEvents implements StreamingListener {
    private final List<String> events = new CopyOnWriteArrayList<>();

    List<String> events() {
        return List.copyOf(events);
    }

    @Override
    public void onStreamingStarted(StreamingListenerStreamingStarted event) {
        events.add("streaming started at " + event.time());
    }

    @Override
    public void onBatchSubmitted(StreamingListenerBatchSubmitted event) {
        events.add("submitted " + batch(event.batchInfo()));
    }

    @Override
    public void onBatchStarted(StreamingListenerBatchStarted event) {
        events.add("started " + batch(event.batchInfo()));
    }

    @Override
    public void onBatchCompleted(StreamingListenerBatchCompleted event) {
        events.add("completed " + batch(event.batchInfo()));
    }

    @Override
    public void onBatchFailed(StreamingListenerBatchFailed event) {
        events.add("failed " + batch(event.batchInfo()) + " by " + event.cause());
    }

    @Override
    public void onOutputOperationStarted(StreamingListenerOutputOperationStarted event) {
        events.add("started " + output(event.outputOperationInfo()));
    }

    @Override
    public void onOutputOperationCompleted(StreamingListenerOutputOperationCompleted event) {
        events.add("completed " + output(event.outputOperationInfo()));
    }

    @Override
    public void onGap(StreamingListenerGap event) {
        events.add("gap of " + event.batches() + " from " + event.first() + " to " + event.last());
    }

    private static String batch(BatchInfo info) {
        return "batch " + info.id().number() + " of " + info.batchTime() + ", attempt " + info.attempt() + ", inputs "
                + new TreeMap<>(info.streamIdToInputInfo())
                        .values().stream().map(StreamInputInfo::numRecords).toList()
                + ", outputs "
                + new TreeMap<>(info.outputOperationInfos())
                        .values().stream().map(HeardEvents::output).collect(Collectors.joining("; ", "[", "]"));
    }

    private static String output(OutputOperationInfo info) {
        return "output " + info.id() + " (" + info.name() + ") of " + info.batchTime()
                + info.failureReason()
                        .map(reason -> " failed: " + reason.lines().findFirst().orElse(""))
                        .orElse("");
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.listener;

/**
 * Is told what happens in a streaming context. All calls come from one thread of the context, in order; a listener that
 * throws is logged and called again for the next event. {@code StreamingContext.stop} must not be called from here; it
 * would wait for itself and is refused.
 */
public interface StreamingListener {
    /**
     * The context has started.
     *
     * @param event when
     */
    default void onStreamingStarted(StreamingListenerStreamingStarted event) {}

    /**
     * A receiver has started, for the first time or again.
     *
     * @param event the receiver
     */
    default void onReceiverStarted(StreamingListenerReceiverStarted event) {}

    /**
     * A receiver reported an error; it goes on, or is started again.
     *
     * @param event the receiver with the error
     */
    default void onReceiverError(StreamingListenerReceiverError event) {}

    /**
     * A receiver has stopped.
     *
     * @param event the receiver
     */
    default void onReceiverStopped(StreamingListenerReceiverStopped event) {}

    /**
     * A batch has been planned and waits for its turn; it has no delays yet.
     *
     * @param event the batch
     */
    default void onBatchSubmitted(StreamingListenerBatchSubmitted event) {}

    /**
     * The jobs of a batch have started; it has a scheduling delay.
     *
     * @param event the batch
     */
    default void onBatchStarted(StreamingListenerBatchStarted event) {}

    /**
     * All outputs of a batch have completed; it has all delays.
     *
     * @param event the batch
     */
    default void onBatchCompleted(StreamingListenerBatchCompleted event) {}

    /**
     * A batch has failed after its last attempt.
     *
     * @param event the batch and what failed
     */
    default void onBatchFailed(StreamingListenerBatchFailed event) {}

    /**
     * A batch goes on without some of its outputs or state updates.
     *
     * @param event what failed
     */
    default void onBatchSkipped(StreamingListenerBatchSkipped event) {}

    /**
     * The job of an output has started.
     *
     * @param event the output operation
     */
    default void onOutputOperationStarted(StreamingListenerOutputOperationStarted event) {}

    /**
     * The job of an output has ended, well or with a failure reason.
     *
     * @param event the output operation
     */
    default void onOutputOperationCompleted(StreamingListenerOutputOperationCompleted event) {}

    /**
     * Batch times were passed over.
     *
     * @param event the times
     */
    default void onGap(StreamingListenerGap event) {}
}

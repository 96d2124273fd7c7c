// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.Sink;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * An exactly-once sink in memory: shows to a test what was committed, and nothing else, batch by batch. It can be made to
 * fail at each step, to see that a pipeline neither loses nor doubles records.
 *
 * <p>The sink is a serializable description: a copy made by serialization writes to the same place, from other JVMs of the
 * machine too. Safe for use by many threads.
 *
 * @param <T> the type of the records
 */
public final class CollectingSink<T> implements Sink<T> {
    private final String name;
    private final Shared<CollectingShelf<T>> shared;

    /**
     * Creates an empty sink.
     *
     * @param name its name; sinks of one name do not share records
     */
    public CollectingSink(String name) {
        this.name = name;
        this.shared = new Shared<>(new CollectingShelf<T>(name));
    }

    /**
     * Makes one call fail, once. May be called several times, also while the stream runs; calls are counted from the
     * creation of the sink, over all partitions and attempts.
     *
     * @param fault where to fail
     * @param call the call that fails, from 1
     * @return this sink
     */
    public CollectingSink<T> failAt(SinkFault fault, int call) {
        shelf().faults().failAt(fault, call);
        return this;
    }

    /**
     * Counts the calls of a step so far.
     *
     * @param fault the step
     * @return how many calls there were, failed ones included
     */
    public int calls(SinkFault fault) {
        return shelf().faults().calls(fault);
    }

    /**
     * Lists the committed batches, empty ones included.
     *
     * @return the batches, in the order of their commits
     */
    public List<CollectedBatch<T>> collected() {
        return shelf().batches();
    }

    /**
     * Lists the records of the committed batches, an empty list for an empty one.
     *
     * @return one list per batch, in the order of their commits
     */
    public List<List<T>> batches() {
        return collected().stream().map(CollectedBatch::records).toList();
    }

    /**
     * Lists the records of all committed batches.
     *
     * @return the records, batch by batch
     */
    public List<T> records() {
        return batches().stream().flatMap(List::stream).toList();
    }

    /**
     * Waits until a number of records has been committed.
     *
     * @param count how many at least
     * @param patience how much real time to give it
     * @return the records then committed
     * @throws InterruptedException if the calling thread is interrupted
     * @throws TimeoutException if there are fewer in time; the message says how many
     */
    public List<T> awaitRecords(int count, Duration patience) throws InterruptedException, TimeoutException {
        shelf().awaitRecords(count, patience);
        return records();
    }

    /**
     * Counts the sessions that are open.
     *
     * @return 0 when the context has let go
     */
    public int openSessions() {
        return shelf().openSessions();
    }

    @Override
    public String name() {
        return "collect(" + name + ")";
    }

    @Override
    public Guarantee guarantee() {
        return Guarantee.EXACTLY_ONCE;
    }

    @Override
    public SinkSession<T> open(SinkContext context) {
        return new CollectingSession<>(shared, context);
    }

    private CollectingShelf<T> shelf() {
        return shared.here()
                .orElseThrow(() -> new IllegalStateException("what " + name() + " holds is known to the test alone"));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import java.io.Serializable;
import java.util.List;

/**
 * A replayable input: it plans ranges, and the same range yields the same records whenever and wherever it is read. The
 * description is immutable and serializable; what holds connections is the {@link SourcePlanner} on the driver and the
 * {@link SourceReader} in tasks.
 *
 * <p>Life cycle, in order:
 * <ol>
 *   <li>{@link #open} once per start, on the driver.</li>
 *   <li>{@link SourcePlanner#restore(SourceRange)} with the last planned range, or
 *       {@link SourcePlanner#restore(Serializable, List)} with its memory, when there is one.</li>
 *   <li>{@link SourcePlanner#plan} once per batch, on the planning thread. The range is journaled before it is read.</li>
 *   <li>{@link #splits} whenever the range is run, also again after a restart: a pure function of the range and of the
 *       partition count in the journaled layout.</li>
 *   <li>{@link #reader} once per attempt of a split, on any thread of any JVM.</li>
 *   <li>{@link SourcePlanner#committed} after the batch is durably completed, in order of the batches.</li>
 *   <li>{@link SourcePlanner#close} at stop.</li>
 * </ol>
 *
 * @param <T> the type of the records
 * @param <R> the type of its ranges
 * @param <S> the type of its splits
 */
public interface Source<T, R extends SourceRange, S extends Serializable> extends Serializable {
    /**
     * Names this source in logs, statistics and derived uids.
     *
     * @return such as {@code kafka(orders)}
     */
    String name();

    /**
     * Declares what this source promises.
     *
     * @return exactly once unless overridden, which is what replayable ranges give
     */
    default Guarantee promise() {
        return Guarantee.EXACTLY_ONCE;
    }

    /**
     * Opens the planning side.
     *
     * @param context what the planner may ask for
     * @return the planner
     * @throws Exception if the source cannot be reached or is misconfigured; {@code start()} then fails with it
     */
    SourcePlanner<R> open(SourceContext context) throws Exception;

    /**
     * Divides a range.
     *
     * @param range the range
     * @param layout the number of splits that the batch's layout gives this source; 0 when the source may choose, which
     *     is recorded
     * @return the splits, in order; each becomes a partition
     */
    List<S> splits(R range, int layout);

    /**
     * Opens a split.
     *
     * @param split the split
     * @return the reader, positioned at the first record
     * @throws Exception if the split cannot be read; the task fails
     */
    SourceReader<T> reader(S split) throws Exception;
}

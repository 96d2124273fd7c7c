// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.dstream;

import dev.shaduf.function.Function3;
import dev.shaduf.function.Function4;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.Partitioner;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code mapWithState} does: its function, initial state, partitions and timeout. Immutable; each method returns a
 * new specification.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 * @param <S> the type of the state
 * @param <M> the type of what the function returns
 */
public final class StateSpec<K, V, S, M> {
    private final Function4<Time, K, Optional<V>, State<S>, Optional<M>> function;
    private final @Nullable PairRDD<K, S> initialState;
    private final @Nullable Partitioner partitioner;
    private final int numPartitions;
    private final @Nullable Duration timeout;

    private StateSpec(
            Function4<Time, K, Optional<V>, State<S>, Optional<M>> function,
            @Nullable PairRDD<K, S> initialState,
            @Nullable Partitioner partitioner,
            int numPartitions,
            @Nullable Duration timeout) {
        this.function = function;
        this.initialState = initialState;
        this.partitioner = partitioner;
        this.numPartitions = numPartitions;
        this.timeout = timeout;
    }

    /**
     * Specifies a function that returns something for each record.
     *
     * @param f called once per record with key, value and state; at a timeout with no value
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @param <S> the type of the state
     * @param <M> the type of the results
     * @return the specification
     */
    public static <K, V, S, M> StateSpec<K, V, S, M> function(Function3<K, Optional<V>, State<S>, M> f) {
        return function((time, key, value, state) -> Optional.of(Objects.requireNonNull(
                f.call(key, value, state),
                "the function of the state returned null; return a record, or Optional.empty() for none from a function"
                        + " that gets the time as well")));
    }

    /**
     * Specifies a function that sees the batch time and may return nothing.
     *
     * @param f called once per record with batch time, key, value and state; at a timeout with no value
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @param <S> the type of the state
     * @param <M> the type of the results
     * @return the specification
     */
    public static <K, V, S, M> StateSpec<K, V, S, M> function(
            Function4<Time, K, Optional<V>, State<S>, Optional<M>> f) {
        return new StateSpec<>(f, null, null, 0, null);
    }

    /**
     * Sets the state at the beginning; used only when no state was kept from an earlier run.
     *
     * @param rdd keys and their states
     * @return the specification
     */
    public StateSpec<K, V, S, M> initialState(PairRDD<K, S> rdd) {
        return new StateSpec<>(function, rdd, partitioner, numPartitions, timeout);
    }

    /**
     * Sets the number of hash partitions of the state.
     *
     * @param num the number, at least 1
     * @return the specification
     * @throws IllegalArgumentException if the number is less than 1
     */
    public StateSpec<K, V, S, M> numPartitions(int num) {
        if (num < 1) {
            throw new IllegalArgumentException("numPartitions(" + num + ") is refused: at least 1 is needed");
        }
        return new StateSpec<>(function, initialState, null, num, timeout);
    }

    /**
     * Sets the partitioner of the state.
     *
     * @param p the partitioner
     * @return the specification
     */
    public StateSpec<K, V, S, M> partitioner(Partitioner p) {
        return new StateSpec<>(function, initialState, p, 0, timeout);
    }

    /**
     * Sets the time after which a key without data is removed; the function is called for it once more, in the batch in
     * which it is due. Any data for a key starts its time anew.
     *
     * @param idle the time, greater than zero
     * @return the specification
     */
    public StateSpec<K, V, S, M> timeout(Duration idle) {
        return new StateSpec<>(function, initialState, partitioner, numPartitions, idle);
    }

    /**
     * Returns the function.
     *
     * @return the function
     */
    public Function4<Time, K, Optional<V>, State<S>, Optional<M>> function() {
        return function;
    }

    /**
     * Returns the initial state.
     *
     * @return the RDD, if one was given
     */
    public Optional<PairRDD<K, S>> initialState() {
        return Optional.ofNullable(initialState);
    }

    /**
     * Returns the partitioner.
     *
     * @return the partitioner, if one was given
     */
    public Optional<Partitioner> partitioner() {
        return Optional.ofNullable(partitioner);
    }

    /**
     * Returns the number of partitions.
     *
     * @return the number; 0 if none was given
     */
    public int numPartitions() {
        return numPartitions;
    }

    /**
     * Returns the timeout.
     *
     * @return the timeout, if one was given
     */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }
}

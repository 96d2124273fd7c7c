// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.dstream;

/**
 * What {@code mapWithState} returned for each record, and a view of the state itself.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 * @param <S> the type of the state
 * @param <M> the type of what the function returns
 */
public interface MapWithStateDStream<K, V, S, M> extends DStream<M> {
    /**
     * Returns the whole state after each batch.
     *
     * @return a stream of every key with its state
     */
    PairDStream<K, S> stateSnapshots();
}

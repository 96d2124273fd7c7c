// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.dstream;

import java.util.Optional;

/**
 * The state of one key, as the function of {@code mapWithState} sees it. Only valid during the call. State values are
 * immutable by contract: change the state with {@link #update}, never in place.
 *
 * @param <S> the type of the state
 */
public interface State<S> {
    /**
     * Tells whether the key has a state.
     *
     * @return whether it exists, updates and removals of this call included
     */
    boolean exists();

    /**
     * Returns the state.
     *
     * @return the state
     * @throws java.util.NoSuchElementException if there is none
     */
    S get();

    /**
     * Sets the state.
     *
     * @param newState the new state, not {@code null}
     * @throws IllegalArgumentException if the state was removed in this call or is timing out
     */
    void update(S newState);

    /**
     * Removes the state; nothing is removed if there is none.
     *
     * @throws IllegalArgumentException if the state was removed in this call or is timing out
     */
    void remove();

    /**
     * Tells whether this call is the last one for the key, because no data came for the timeout.
     *
     * @return whether the state is timing out
     */
    boolean isTimingOut();

    /**
     * Returns the state, if there is one.
     *
     * @return the state
     */
    default Optional<S> getOption() {
        return exists() ? Optional.of(get()) : Optional.empty();
    }
}

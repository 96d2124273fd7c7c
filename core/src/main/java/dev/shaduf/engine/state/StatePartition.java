// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.KeyedState;
import dev.shaduf.time.Time;
import org.jspecify.annotations.Nullable;

/**
 * One partition of an operator's state: a table whose versions are named by batch times.
 *
 * <p>A version is made by {@link #begin}, changes through the {@link KeyedState} that it returns, and {@link #finish}; it is
 * tentative until {@link #publish}, and until then {@link #undo} takes it back. Versions are made in the order of their
 * times. A finished version can be read by {@link #view}, also while a later one is being made, until {@link #retain} lets
 * go of it.
 *
 * <p>Threads: one update at a time, by the thread that began it. The other methods may be called by any thread, also
 * meanwhile; {@link #undo} only when the thread of the update that it undoes has ended it. Views never wait for updates, nor
 * updates for views.
 */
public final class StatePartition {
    /** Takes the changes of a version. */
    @FunctionalInterface
    public interface ChangeVisitor {
        /**
         * Takes one change.
         *
         * @param key the key
         * @param value its value in the version; {@code null} if the version does not have it
         * @throws Exception passed on
         */
        void visit(Object key, @Nullable Object value) throws Exception;
    }

    StatePartition(String uid, int partition) {}

    /**
     * Tells whether no version has been finished, so that the first update has to begin with the initial data: it puts
     * them into the {@link KeyedState} before its input. True again when the first version was undone.
     *
     * @return whether there is no finished version
     */
    public boolean isNew() {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * Tells whether a version can be read.
     *
     * @param time the time of a batch
     * @return whether that batch's update has been finished, and the version is retained
     */
    public boolean has(Time time) {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * Begins an update, or another attempt of it: what an earlier attempt of the same time did is undone first.
     *
     * @param time the time of the batch
     * @return the table before that time, for the calling thread, until {@link #finish} or {@link #abort}
     * @throws IllegalStateException if the version of that time is final, a later version exists, or the update of
     *     another time has not ended
     */
    public KeyedState begin(Time time) {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * Ends the update that was begun: its version can be viewed, and published.
     *
     * @throws IllegalStateException if no update has been begun
     */
    public void finish() {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Ends the update that was begun, if any, and undoes it. */
    public void abort() {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * Visits the whole table after an update.
     *
     * @param time the time of the batch
     * @param visitor takes the entries, in no particular order
     * @throws IllegalStateException if there is no such version, or it is let go of meanwhile
     * @throws Exception what the visitor throws
     */
    public void view(Time time, KeyedState.Visitor visitor) throws Exception {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * Reads the whole table after an update piece by piece, each entry as a {@code Tuple2} of key and value. To be used by
     * one thread; needs no closing.
     *
     * @param time the time of the batch
     * @return the entries, in no particular order; its {@code advance} throws IllegalStateException if the version is let
     *     go of meanwhile
     * @throws IllegalStateException if there is no such version
     */
    public Input view(Time time) {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * Visits the keys that a version touched. Available until {@link #retain} is told a time that is not before it.
     *
     * @param time the time of the batch
     * @param visitor takes each touched key, in the order in which the update first touched them
     * @throws IllegalStateException if there is no such version, or its changes have been merged away
     * @throws Exception what the visitor throws
     */
    public void changes(Time time, ChangeVisitor visitor) throws Exception {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * Makes all versions up to a time final; does nothing where that has been done.
     *
     * @param time the time of the batch
     */
    public void publish(Time time) {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * Undoes the versions of a time and after it that are not final, and an update of such a time that has not ended.
     *
     * @param time the time of the batch
     */
    public void undo(Time time) {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * Lets go of the final versions before a time, except the last one if there is none of that time. While an update is
     * being made this takes effect at its end.
     *
     * @param oldest the oldest time that may still be read
     */
    public void retain(Time oldest) {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * Returns the number of keys.
     *
     * @return how many the newest finished version has
     */
    public long keys() {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * Returns what the newest version changed.
     *
     * @return how many keys the newest finished version touched
     */
    public long touched() {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * Returns the number of versions that can be read.
     *
     * @return how many
     */
    public int versions() {
        throw new UnsupportedOperationException("not built yet");
    }
}

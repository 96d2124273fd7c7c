// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.KeyedState;
import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.time.Time;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
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

    private final String name;
    /** Encodes what updates read; {@code null} for rollback by reference. */
    private final @Nullable Codecs guarding;

    private final Keys keys;
    private final IdleQueue idle;
    private final Partials partials;
    private final Versions versions;

    private @Nullable Attempt open;

    StatePartition(String uid, int partition, Place place) {
        this.name = "state '" + uid + "', partition " + partition;
        this.guarding = place.guarding();
        this.keys = place.keys(name);
        this.idle = new IdleQueue(keys);
        this.partials = place.partials();
        this.versions = new Versions(name);
    }

    /**
     * Tells whether no version has been finished, so that the first update has to begin with the initial data: it puts
     * them into the {@link KeyedState} before its input. True again when the first version was undone.
     *
     * @return whether there is no finished version
     */
    public synchronized boolean isNew() {
        return versions.isEmpty();
    }

    /**
     * Tells whether a version can be read.
     *
     * @param time the time of a batch
     * @return whether that batch's update has been finished, and the version is retained
     */
    public synchronized boolean has(Time time) {
        return versions.has(time);
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
        return beginAttempt(time);
    }

    synchronized Attempt beginAttempt(Time time) {
        if (open != null && open.version().time != time.milliseconds()) {
            throw new IllegalStateException(name + ": the update of " + time + " was begun while that of "
                    + open.version().time + " had not ended");
        }
        undo(time);
        Version last = versions.last();
        if (last != null && last.time >= time.milliseconds()) {
            throw new IllegalStateException(name + ": the update of " + time + " was begun, but the version of "
                    + last.time + " is final; times begin in increasing order, each once");
        }
        Version version = new Version(time.milliseconds(), last, idle.mark());
        version.guards = guarding == null ? null : new Guards(guarding);
        open = new Attempt(name, version, keys, idle, partials, version.guards);
        return open;
    }

    /**
     * Has memory bring what reading the state of some keys will need, many at a time. To be called by the thread of an
     * update, before it asks for these keys; changes nothing but time.
     *
     * @param hashes the portable hashes of the keys
     * @param count how many there are
     */
    public void fetch(int[] hashes, int count) {
        keys.fetch(hashes, count);
    }

    /**
     * Ends the update that was begun: its version can be viewed, and published.
     *
     * @throws IllegalStateException if no update has been begun
     */
    public synchronized void finish() {
        if (open == null) {
            throw new IllegalStateException(name + ": an update was finished, but none has been begun");
        }
        Version version = open.version();
        EntryList touched = Objects.requireNonNull(version.touched);
        version.touchedKeys = touched.size();
        touched.chunks();
        idle.append(version.time, touched);
        versions.add(version);
        version.readable = true;
        close(open);
        settle();
    }

    /** Ends the update that was begun, if any, and undoes it. */
    public synchronized void abort() {
        if (open != null) {
            Attempt aborted = open;
            close(aborted);
            undo(aborted.version());
            settle();
        }
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
        open(time).visit(visitor, Integer.MAX_VALUE);
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
        return open(time);
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
        Version version = find(time);
        for (Entry[] chunk : changes(version).chunks()) {
            for (Entry entry : chunk) {
                visitor.visit(entry.key, ViewInput.read(name, version, entry));
            }
        }
    }

    /**
     * Makes all versions up to a time final; does nothing where that has been done.
     *
     * @param time the time of the batch
     */
    public synchronized void publish(Time time) {
        versions.publish(time);
        settle();
        Version last = versions.last();
        if (open == null && last != null && last.published) {
            idle.compact(last.keys, last.touchedKeys);
        }
    }

    /**
     * Undoes the versions of a time and after it that are not final, and an update of such a time that has not ended.
     *
     * @param time the time of the batch
     */
    public synchronized void undo(Time time) {
        if (open != null && open.version().time >= time.milliseconds()) {
            abort();
        }
        for (Version last = versions.removeTentative(time); last != null; last = versions.removeTentative(time)) {
            undo(last);
        }
    }

    /**
     * Lets go of the final versions before a time, except the last one if there is none of that time. While an update is
     * being made this takes effect at its end.
     *
     * @param oldest the oldest time that may still be read
     */
    public synchronized void retain(Time oldest) {
        versions.retain(oldest);
        settle();
    }

    /**
     * Returns the number of keys.
     *
     * @return how many the newest finished version has
     */
    public synchronized long keys() {
        Version last = versions.last();
        return last == null ? 0 : last.keys;
    }

    /**
     * Returns what the newest version changed.
     *
     * @return how many keys the newest finished version touched
     */
    public synchronized long touched() {
        Version last = versions.last();
        return last == null ? 0 : last.touchedKeys;
    }

    /**
     * Returns the number of versions that can be read.
     *
     * @return how many
     */
    public synchronized int versions() {
        return versions.size();
    }

    /** Returns the times of the final versions in {@code (after, upTo]} that batches made here. */
    synchronized List<Long> times(Time after, Time upTo) {
        return versions.times(after, upTo);
    }

    /** Returns the times of all final versions that can be read. */
    synchronized List<Long> times() {
        return versions.times();
    }

    /** Returns the time of the last final version up to a time, which may be one that was moved here. */
    synchronized OptionalLong lastTime(Time upTo) {
        return versions.lastTime(upTo);
    }

    /** Ends the taking over of a table as of a version, as an empty partition's first. */
    synchronized void finishMove(Time time, long droppedUpTo) {
        Attempt moved = Objects.requireNonNull(open);
        moved.dropPartials(droppedUpTo);
        moved.version().moved = true;
        finish();
        publish(time);
    }

    /** Keeps what a version changed in encoded form. */
    synchronized void written(Time time, List<byte[]> chunks) {
        versions.find(time).written = chunks;
    }

    /** Hands over what a version changed in encoded form, once; {@code null} if it has not been encoded. */
    synchronized @Nullable List<byte[]> takeWritten(Time time) {
        Version version = versions.find(time);
        List<byte[]> written = version.written;
        version.written = null;
        return written;
    }

    String name() {
        return name;
    }

    /** Frees what is not in the heap; nothing may be read any more. */
    void drop() {
        keys.drop();
        partials.drop();
    }

    Walk walk() {
        return keys.walk();
    }

    Partials partials() {
        return partials;
    }

    private ViewInput open(Time time) {
        return new ViewInput(name, find(time), keys.walk());
    }

    synchronized Version find(Time time) {
        return versions.find(time);
    }

    synchronized EntryList changes(Version version) {
        return versions.changes(version);
    }

    private void close(Attempt attempt) {
        attempt.end();
        open = null;
    }

    private void undo(Version version) {
        version.readable = false;
        for (Entry[] chunk : Objects.requireNonNull(version.touched).chunks()) {
            for (Entry entry : chunk) {
                place(entry, entry.undo(version.time));
            }
        }
        partials.undo(version.time);
        idle.reset(version.idleBefore);
        if (version.guards != null) {
            version.guards.restore(name);
            version.guards = null;
        }
    }

    /** Merges away what no final version that may still be read keeps apart; an open update keeps everything. */
    private void settle() {
        if (open != null) {
            return;
        }
        Version oldest = versions.oldest();
        if (oldest != null) {
            settle(oldest);
        }
        if (!versions.areGuarded()) {
            keys.tidy();
        }
    }

    private void settle(Version oldest) {
        List<Version> before = versions.removeUnread();
        before.forEach(version -> version.readable = false);
        before.forEach(version -> settle(version, oldest.time));
        settle(oldest, oldest.time);
        partials.dropUpTo(oldest.droppedUpTo);
    }

    private void settle(Version version, long time) {
        EntryList touched = version.touched;
        if (touched == null) {
            return;
        }
        for (Entry[] chunk : touched.chunks()) {
            for (Entry entry : chunk) {
                place(entry, entry.settle(time));
            }
        }
        version.touched = null;
        version.written = null;
    }

    private void place(Entry entry, boolean gone) {
        if (gone) {
            keys.remove(entry);
        } else {
            keys.settled(entry);
        }
    }
}

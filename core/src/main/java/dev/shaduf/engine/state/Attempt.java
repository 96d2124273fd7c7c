// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.engine.KeyedState;
import dev.shaduf.engine.codec.CodecException;
import dev.shaduf.function.Tuple2;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A version while it is being made. */
final class Attempt implements KeyedState {
    private static final int INTERRUPTIBLE = 4_096;

    private final String name;
    private final Version version;
    private final EntryList touched;
    private final Keys keys;
    private final IdleQueue idle;
    private final Partials partials;
    private final @Nullable Guards guards;
    private boolean ended;

    /** The last key looked for, so that reading and then writing it hashes and probes once. */
    private @Nullable Object lastKey;

    private int lastHash;
    private @Nullable Entry lastEntry;

    Attempt(String name, Version version, Keys keys, IdleQueue idle, Partials partials, @Nullable Guards guards) {
        this.name = name;
        this.version = version;
        this.touched = Objects.requireNonNull(version.touched);
        this.keys = keys;
        this.idle = idle;
        this.partials = partials;
        this.guards = guards;
    }

    Version version() {
        return version;
    }

    /** Refuses all further use. */
    void end() {
        ended = true;
    }

    @Override
    public @Nullable Object get(Object key) {
        Entry entry = find(key);
        return entry == null ? null : read(entry);
    }

    @Override
    public void put(Object key, Object value) {
        if (value == null) {
            throw new IllegalArgumentException(name + ": a key of " + key.getClass() + " was given null as its value;"
                    + " remove the key instead");
        }
        Entry entry = find(key);
        if (entry == null) {
            entry = keys.insert(key, lastHash);
            lastEntry = entry;
        }
        if (entry.current() == null) {
            version.keys++;
        }
        set(entry, value);
    }

    @Override
    public void remove(Object key) {
        Entry entry = find(key);
        if (entry != null && entry.current() != null) {
            version.keys--;
            set(entry, null);
        }
    }

    @Override
    public void touch(Object key) {
        Entry entry = find(key);
        Object value = entry == null ? null : entry.current();
        if (entry != null && value != null) {
            set(entry, value);
        }
    }

    @Override
    public void forEach(Visitor visitor) throws Exception {
        check();
        Walk walk = keys.walk();
        @Nullable Entry[] page;
        while ((page = walk.next()) != null) {
            for (int i = 0; i < page.length; i++) {
                interruptible(i);
                Entry entry = page[i];
                if (entry != null) {
                    visit(entry, visitor);
                }
            }
        }
    }

    @Override
    public void expire(long time, Visitor visitor) throws Exception {
        check();
        if (time > version.time) {
            throw new IllegalArgumentException(
                    name + ": keys touched before " + time + " were to expire in the batch of " + version.time
                            + "; a timeout ends at its batch at the latest");
        }
        idle.track(version.time);
        IdleQueue.Chunk due;
        while ((due = idle.poll(time)) != null) {
            interruptible(0);
            due.forEachFresh(entry -> {
                visit(entry, visitor);
                remove(entry.key);
            });
        }
    }

    @Override
    public void keepPartial(List<? extends Tuple2<?, ?>> pairs) {
        keepPartial(version.time, new Partial(pairs));
    }

    void keepPartial(long time, Partial partial) {
        check();
        try {
            partials.keep(time, partial);
        } catch (CodecException e) {
            throw new CodecException(name + ": a partial result cannot be written to disk: " + e.getMessage(), e);
        }
    }

    @Override
    public List<List<Tuple2<?, ?>>> partials(long after, long upTo) {
        check();
        try {
            return partials.between(Math.max(after, version.droppedUpTo), upTo);
        } catch (CodecException e) {
            throw new CodecException(name + ": a partial result cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void dropPartials(long time) {
        check();
        version.droppedUpTo = Math.max(version.droppedUpTo, time);
    }

    @Override
    public long size() {
        check();
        return version.keys;
    }

    /** Makes room for so many keys. */
    void expect(long count) {
        keys.expect(count);
    }

    /** Puts a key that is not there yet as it once was, without a trace of this version. */
    void restore(Object key, Object value, long time) {
        Entry entry = find(key);
        if (entry == null) {
            entry = keys.insert(key, lastHash);
            version.keys++;
        }
        entry.restore(value, time);
        forget();
        keys.settled(entry);
        keys.tidy();
    }

    /** Reads a value for the update, which may change it in place although it must not. */
    private @Nullable Object read(Entry entry) {
        Object value = entry.current();
        if (guards != null && value != null && entry.touched() != version.time) {
            try {
                guards.guard(entry, value);
            } catch (CodecException e) {
                throw new CodecException(
                        name + ": the state of key " + ChunkWriter.shown(entry.key) + " cannot be written: "
                                + e.getMessage(),
                        e);
            }
        }
        return value;
    }

    private void visit(Entry entry, Visitor visitor) throws Exception {
        Object value = entry.isHeld() ? read(entry) : entry.current();
        if (value == null) {
            return;
        }
        if (entry.isHeld()) {
            lastKey = entry.key;
            lastHash = entry.hash;
            lastEntry = entry;
        } else {
            forget();
        }
        visitor.visit(entry.key, value);
    }

    private void forget() {
        lastKey = null;
        lastEntry = null;
    }

    private @Nullable Entry find(Object key) {
        check();
        if (key != lastKey || key == null) {
            lastHash = Table.hash(key);
            lastEntry = keys.find(key, lastHash);
            lastKey = key;
        }
        return lastEntry;
    }

    private void set(Entry entry, @Nullable Object value) {
        if (entry.set(value, version.time)) {
            touched.add(entry);
        }
    }

    private void check() {
        if (ended) {
            throw new IllegalStateException(
                    name + ": the update of " + version.time + " has ended; its state was used" + " after that");
        }
    }

    private static void interruptible(int i) throws InterruptedException {
        if (i % INTERRUPTIBLE == 0 && Thread.interrupted()) {
            throw new InterruptedException("interrupted while going through a state");
        }
    }
}

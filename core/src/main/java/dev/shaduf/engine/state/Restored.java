// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.engine.codec.CodecException;
import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.engine.codec.Decoder;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loads chunks into one partition, in the order in which they were written. */
final class Restored {
    private static final Object NONE = new Object();

    private final StatePartition partition;
    private final Codecs codecs;
    private final Time oldest;
    private @Nullable Attempt open;
    private long openTime;
    /** The last key read of the chunk, for errors. */
    private @Nullable Object lastKey = NONE;

    Restored(StatePartition partition, Codecs codecs, Time oldest) {
        this.partition = partition;
        this.codecs = codecs;
        this.oldest = oldest;
    }

    /** Loads a chunk of changes, or of the whole partition. */
    void load(StateChunk head, Decoder in) {
        Attempt into = attempt(head.time());
        List<Long> times = new ArrayList<>();
        lastKey = NONE;
        try {
            while (in.hasRemaining()) {
                change(into, in.readByte(), times, in);
            }
        } catch (RuntimeException e) {
            String where = lastKey == NONE ? "" : ", at key " + ChunkWriter.shown(lastKey) + " or after it";
            throw new CodecException(head.shown() + " cannot be read" + where + ": " + e.getMessage(), e);
        }
    }

    private void change(Attempt into, int operation, List<Long> times, Decoder in) {
        switch (operation) {
            case ChunkWriter.PUT -> into.put(key(in), value(in));
            case ChunkWriter.PUT_TOUCHED -> {
                long touched = touched(times, in);
                into.restore(key(in), value(in), touched);
            }
            case ChunkWriter.REMOVE -> into.remove(key(in));
            case ChunkWriter.TOUCH -> into.touch(key(in));
            case ChunkWriter.PARTIAL -> {
                long time = in.readLong();
                into.keepPartial(time, new Partial(in.readBlock(), codecs));
            }
            case ChunkWriter.DROPPED -> into.dropPartials(in.readLong());
            case ChunkWriter.EXPECT -> into.expect(in.readUnsigned());
            default -> throw new CodecException("there is a change of unknown kind " + operation);
        }
    }

    /** Ends a version, also one that changed nothing here. */
    void version(Time time) {
        attempt(time);
        open = null;
        partition.finish();
        partition.publish(time);
        partition.retain(oldest);
    }

    /** Refuses to end in the middle of a version. */
    void check() {
        if (open != null) {
            throw new CodecException(partition.name() + ": the changes of the batch of " + new Time(openTime)
                    + " have no end; what follows them is missing");
        }
    }

    private Attempt attempt(Time time) {
        Attempt attempt = open;
        if (attempt == null) {
            attempt = partition.beginAttempt(time);
            open = attempt;
            openTime = time.milliseconds();
        } else if (openTime != time.milliseconds()) {
            throw new CodecException("changes of the batch of " + time + " follow those of " + new Time(openTime)
                    + ", whose end is missing");
        }
        return attempt;
    }

    /** Reads a key, which may be null as it may in a program. */
    @SuppressWarnings("NullAway") // Tables take null as a key.
    private Object key(Decoder in) {
        Object key = in.read();
        lastKey = key;
        return key;
    }

    private static Object value(Decoder in) {
        Object value = in.read();
        if (value == null) {
            throw new CodecException("there is no value where one should be");
        }
        return value;
    }

    private static long touched(List<Long> times, Decoder in) {
        long index = in.readUnsigned();
        if (index == times.size()) {
            times.add(in.readLong());
        }
        return times.get((int) index);
    }
}

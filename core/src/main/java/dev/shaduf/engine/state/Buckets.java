// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.engine.codec.CodecException;
import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.engine.codec.Decoder;
import dev.shaduf.engine.codec.Vocabulary;
import dev.shaduf.spi.StateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The keys on disk: all with one hash together, in the order in which a table in the heap has them, so that what such a table has
 * written is read into neighbouring places. Keys are compared as objects, never by their bytes. Used under the lock of its owner.
 */
final class Buckets {
    /** About so many sizes make up the mean. */
    private static final int REMEMBERED = 32;

    private final String name;
    private final StateStore.Region region;
    private final Vocabulary vocabulary;
    private double meanBytes;

    Buckets(String name, StateStore.Region region, Codecs codecs) {
        this.name = name;
        this.region = region;
        this.vocabulary = new Vocabulary(codecs);
    }

    /** Returns the place of a hash among others. */
    static long order(int hash) {
        return Integer.toUnsignedLong(Table.mixed(hash));
    }

    /** Returns a copy of each key with a hash. */
    List<SpilledEntry> read(int hash) {
        byte[] bucket = region.get(order(hash));
        return bucket == null ? List.of() : decode(bucket);
    }

    /** Visits copies of the keys whose hashes are not before a place, until a number of hashes; returns the last place. */
    long read(long from, int most, List<SpilledEntry> into) {
        long[] last = {Long.MAX_VALUE};
        int[] left = {most};
        region.scan(from, (place, bucket) -> {
            into.addAll(decode(bucket));
            if (--left[0] == 0) {
                last[0] = place;
            }
            return left[0] > 0;
        });
        return last[0];
    }

    /** Writes a key with its value in place of what is there. */
    void write(SpilledEntry entry) {
        List<SpilledEntry> bucket = others(entry);
        bucket.add(entry);
        byte[] bytes = encode(bucket);
        learn(bytes);
        region.put(order(entry.hash), bytes);
    }

    void remove(SpilledEntry entry) {
        List<SpilledEntry> bucket = others(entry);
        if (bucket.isEmpty()) {
            region.remove(order(entry.hash));
        } else {
            region.put(order(entry.hash), encode(bucket));
        }
    }

    /** Learns from an entry how large they are. */
    void measure(SpilledEntry entry) {
        learn(encode(List.of(entry)));
    }

    private void learn(byte[] bucket) {
        meanBytes += (bucket.length - meanBytes) / (meanBytes == 0 ? 1 : REMEMBERED);
    }

    /** Returns the bytes that a key takes encoded, on the average of those seen. */
    double meanBytes() {
        return meanBytes;
    }

    void drop() {
        region.drop();
    }

    private List<SpilledEntry> others(SpilledEntry entry) {
        List<SpilledEntry> bucket = new ArrayList<>(read(entry.hash));
        bucket.removeIf(stored -> Table.same(stored.key, entry.key));
        return bucket;
    }

    private byte[] encode(List<SpilledEntry> bucket) {
        vocabulary.begin();
        for (SpilledEntry entry : bucket) {
            try {
                vocabulary.writeLong(entry.hash);
                vocabulary.writeLong(entry.touched());
                vocabulary.write(entry.key);
                vocabulary.write(entry.current());
            } catch (CodecException e) {
                throw new CodecException(
                        name + ": the state of key " + ChunkWriter.shown(entry.key) + " cannot be written to disk: "
                                + e.getMessage(),
                        e);
            }
        }
        return vocabulary.end();
    }

    @SuppressWarnings("NullAway") // Tables take null as a key.
    private List<SpilledEntry> decode(byte[] bytes) {
        Decoder in = vocabulary.decoder(bytes);
        List<SpilledEntry> bucket = new ArrayList<>(1);
        while (in.hasRemaining()) {
            int hash = (int) in.readLong();
            long touched = in.readLong();
            SpilledEntry entry = new SpilledEntry(in.read(), hash);
            entry.restore(Objects.requireNonNull(in.read()), touched);
            entry.stored = true;
            bucket.add(entry);
        }
        return bucket;
    }
}

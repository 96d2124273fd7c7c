// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.StateInfo;
import dev.shaduf.engine.state.StateChunk;
import dev.shaduf.engine.state.StateTables;
import dev.shaduf.engine.state.StateWriter;
import dev.shaduf.time.Time;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.SparkContext;

/** A table of this JVM, written into a ledger: whole as of its oldest version, then what later ones changed. */
final class Written {
    private final SparkContext spark;
    private final StateSpace states;
    private final StateTables tables;
    private final String uid;
    private final int partitions;

    Written(SparkContext spark, StateSpace states, StateTables tables, StateInfo info) {
        this.spark = spark;
        this.states = states;
        this.tables = tables;
        this.uid = info.uid();
        this.partitions = info.partitions();
    }

    /** Adds the ledger; the newest version is final. */
    Ledger add() throws Exception {
        List<Time> times = tables.times(uid);
        boolean hashed = tables.isHashed(uid);
        if (times.isEmpty()) {
            return states.add(uid, partitions, hashed, Base.EMPTY);
        }
        Time first = times.get(0);
        List<Payload> whole = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            whole.add(Payload.of(spark, List.of(whole(i, hashed, first))));
        }
        Base base = new Base(delta(first, Payload.of(spark, List.of())), whole);
        Ledger ledger = states.add(uid, partitions, hashed, base);
        changes(first).forEach((time, chunks) -> ledger.add(delta(new Time(time), Payload.of(spark, chunks))));
        ledger.publish(times.get(times.size() - 1));
        return ledger;
    }

    private List<byte[]> whole(int partition, boolean hashed, Time time) throws Exception {
        List<byte[]> chunks = new ArrayList<>();
        StateChunk head = new StateChunk(StateChunk.Content.WHOLE, uid, partition, partitions, hashed, time, 0);
        new StateWriter(tables.codecs(), chunk -> chunks.add(bytes(chunk)))
                .whole(tables.partition(uid, partition, partitions, time), head);
        return chunks;
    }

    private Map<Long, List<List<byte[]>>> changes(Time after) throws Exception {
        Map<Long, List<List<byte[]>>> changes = new TreeMap<>();
        tables.changes(after, new Time(Long.MAX_VALUE), chunk -> {
            StateChunk head = StateChunk.of(chunk.duplicate());
            if (head.uid().equals(uid)) {
                List<List<byte[]>> all = changes.computeIfAbsent(head.time().milliseconds(), time -> empty());
                if (head.content() != StateChunk.Content.VERSION) {
                    all.get(head.partition()).add(bytes(chunk));
                }
            }
        });
        return changes;
    }

    private List<List<byte[]>> empty() {
        List<List<byte[]>> all = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            all.add(new ArrayList<>(0));
        }
        return all;
    }

    /** The keys of older versions are not known any more; what is told of a table are those of the newest. */
    private Delta delta(Time time, Payload changes) {
        long token = ThreadLocalRandom.current().nextLong();
        long[] tokens = new long[partitions];
        Arrays.fill(tokens, token);
        long[] keys = IntStream.range(0, partitions)
                .mapToObj(i -> tables.partition(uid, i, partitions))
                .flatMapToLong(partition -> LongStream.of(partition.keys()))
                .toArray();
        return new Delta(time.milliseconds(), tokens, changes, keys, 0);
    }

    private static byte[] bytes(ByteBuffer chunk) {
        byte[] bytes = new byte[chunk.remaining()];
        chunk.get(bytes);
        return bytes;
    }
}

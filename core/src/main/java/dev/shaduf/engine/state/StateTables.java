// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.engine.StateInfo;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The state of all operators of one stream that lives in this process: one table per uid, in partitions that are made when
 * they are first asked for. Safe for use by many threads; see {@link StatePartition} for which of its methods may run
 * beside each other.
 *
 * <p>The life of a batch: each update {@linkplain StatePartition#begin begins} and {@linkplain StatePartition#finish finishes}
 * its partitions; then {@link #publish} makes the batch final, or {@link #rollback} undoes it before it is tried again; then
 * {@link #retain} says how far back versions are still read.
 *
 * <pre>{@code
 * StateTables tables = new StateTables();
 * StatePartition counts = tables.partition("counts", 0, 1);
 * KeyedState state = counts.begin(new Time(1_000));
 * state.put("a", 1L);
 * counts.finish();
 * tables.publish(new Time(1_000));
 * tables.retain(new Time(1_000));
 * counts.view(new Time(1_000), (key, value) -> log.info("{} -> {}", key, value));
 * }</pre>
 */
public final class StateTables {
    private final Map<String, @Nullable StatePartition[]> tables = new ConcurrentSkipListMap<>();

    /** Creates an empty table space. */
    public StateTables() {}

    /**
     * Returns a partition of a table; makes it, empty and {@linkplain StatePartition#isNew new}, when it is first asked for.
     *
     * @param uid the name of the state
     * @param partition the partition, from 0
     * @param partitions the number of partitions of the table
     * @return the partition, always the same one
     * @throws IllegalArgumentException if there is no such partition, or the table has another number of them
     */
    public StatePartition partition(String uid, int partition, int partitions) {
        if (partition < 0 || partition >= partitions) {
            throw new IllegalArgumentException("state '" + uid + "' was asked for partition " + partition + " of "
                    + partitions + "; partitions count from 0");
        }
        @Nullable StatePartition[] table = tables.computeIfAbsent(uid, name -> new StatePartition[partitions]);
        if (table.length != partitions) {
            throw new IllegalArgumentException("state '" + uid + "' was asked for with " + partitions
                    + " partitions, but has " + table.length + "; the layout of a state is fixed while a stream runs");
        }
        synchronized (table) {
            StatePartition found = table[partition];
            if (found == null) {
                found = new StatePartition(uid, partition);
                table[partition] = found;
            }
            return found;
        }
    }

    /**
     * Makes all versions up to a time final.
     *
     * @param time the time of the batch
     */
    public void publish(Time time) {
        all().forEach(partition -> partition.publish(time));
    }

    /**
     * Undoes all versions of a time and after it that are not final.
     *
     * @param time the time of the batch
     */
    public void rollback(Time time) {
        all().forEach(partition -> partition.undo(time));
    }

    /**
     * Declares that versions before a time are read no more; a table that has no version of that time keeps the last one
     * before it.
     *
     * @param oldest the oldest time that may still be read
     */
    public void retain(Time oldest) {
        all().forEach(partition -> partition.retain(oldest));
    }

    /**
     * Describes each table.
     *
     * @return one record per uid, in their order
     */
    public List<StateInfo> infos() {
        List<StateInfo> infos = new ArrayList<>();
        tables.forEach((uid, table) -> infos.add(info(uid, present(table), table.length)));
        return infos;
    }

    /** Drops all tables; partitions handed out before must not be used any more. */
    public void drop() {
        tables.clear();
    }

    private List<StatePartition> all() {
        return tables.values().stream()
                .flatMap(table -> present(table).stream())
                .toList();
    }

    private static List<StatePartition> present(@Nullable StatePartition[] table) {
        synchronized (table) {
            return Arrays.stream(table).filter(partition -> partition != null).toList();
        }
    }

    private static StateInfo info(String uid, List<StatePartition> table, int partitions) {
        long keys = table.stream().mapToLong(StatePartition::keys).sum();
        long touched = table.stream().mapToLong(StatePartition::touched).sum();
        int versions = table.stream().mapToInt(StatePartition::versions).max().orElse(0);
        return new StateInfo(uid, partitions, keys, touched, versions);
    }
}

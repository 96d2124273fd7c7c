// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Which records of an RDD were drawn: by their position in all of it, in the order drawn. */
record Picks(List<Long> drawn, List<Long> counts) {
    static Picks draw(boolean withReplacement, int num, long seed, List<Long> counts) {
        long all = counts.stream().mapToLong(Long::longValue).sum();
        SplittableRandom random = new SplittableRandom(seed);
        if (all == 0) {
            return new Picks(List.of(), counts);
        }
        return new Picks(
                withReplacement
                        ? random.longs(num, 0, all).boxed().toList()
                        : distinct(Math.min(num, all), all, random),
                counts);
    }

    /** The positions drawn of each partition. */
    List<Set<Long>> wanted() {
        List<Set<Long>> wanted = new ArrayList<>();
        counts.forEach(count -> wanted.add(new HashSet<>()));
        drawn.forEach(position -> {
            int partition = partition(position);
            wanted.get(partition).add(position - before(partition));
        });
        return wanted;
    }

    /** The records drawn, in the order drawn. */
    List<Object> of(List<Map<Long, Object>> picked) {
        List<Object> records = new ArrayList<>();
        drawn.forEach(position -> {
            int partition = partition(position);
            Object record = picked.get(partition).get(position - before(partition));
            if (record == null) {
                throw new IllegalStateException("partition " + partition + " had " + counts.get(partition)
                        + " records when they were counted, and fewer when they were fetched; persist the RDD first");
            }
            records.add(record);
        });
        return records;
    }

    /** Floyd's way of drawing without replacement, then in random order. */
    private static List<Long> distinct(long num, long all, SplittableRandom random) {
        Set<Long> drawn = new LinkedHashSet<>();
        for (long last = all - num; last < all; last++) {
            long position = random.nextLong(last + 1);
            drawn.add(drawn.contains(position) ? last : position);
        }
        List<Long> shuffled = new ArrayList<>(drawn);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            shuffled.set(i, shuffled.set(other, shuffled.get(i)));
        }
        return shuffled;
    }

    private int partition(long position) {
        long left = position;
        int partition = 0;
        while (left >= counts.get(partition)) {
            left -= counts.get(partition++);
        }
        return partition;
    }

    private long before(int partition) {
        return counts.subList(0, partition).stream().mapToLong(Long::longValue).sum();
    }
}

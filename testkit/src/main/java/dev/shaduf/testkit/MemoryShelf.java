// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The records of one {@link MemorySource}, by call to {@code add} and partition; nothing is ever taken away. */
final class MemoryShelf<T> {
    private final List<List<List<T>>> adds = new ArrayList<>();
    private final List<MemoryRange> committed = new ArrayList<>();
    private int openPlanners;
    private int firstReadable;

    synchronized void add(List<List<T>> partitions) {
        adds.add(partitions.stream().map(List::copyOf).toList());
    }

    synchronized Optional<MemoryRange> after(MemoryRange last, long limit) {
        boolean rest = last.add() >= 0 && last.until() < size(last.add());
        int add = rest ? last.add() : last.add() + 1;
        int from = rest ? last.until() : 0;
        if (add >= adds.size()) {
            return Optional.empty();
        }
        return Optional.of(new MemoryRange(add, from, (int) Math.min(
                size(add), from + Math.max(0, Math.min(limit, size(add))))));
    }

    synchronized void forgetPast() {
        firstReadable = adds.size();
    }

    synchronized boolean canRead(MemoryRange range) {
        return range.add() >= firstReadable;
    }

    /** The partitions of the call, unless the layout asks for another number; then records go round. */
    synchronized List<MemorySplit> splits(MemoryRange range, int layout) {
        int partitions = layout == 0 ? Math.max(1, adds.get(range.add()).size()) : layout;
        return IntStream.range(0, partitions)
                .mapToObj(i -> new MemorySplit(range, i, partitions, read(range, i, partitions)))
                .toList();
    }

    private List<T> read(MemoryRange range, int wanted, int wantedPartitions) {
        List<List<T>> partitions = adds.get(range.add());
        List<T> read = new ArrayList<>();
        int place = 0;
        for (int partition = 0; partition < partitions.size(); partition++) {
            for (T record : partitions.get(partition)) {
                boolean inRange = place >= range.from() && place < range.until();
                int goesTo = partitions.size() == wantedPartitions ? partition : place % wantedPartitions;
                if (inRange && goesTo == wanted) {
                    read.add(record);
                }
                place++;
            }
        }
        return read;
    }

    synchronized void commit(MemoryRange range) {
        committed.add(range);
    }

    synchronized List<MemoryRange> committed() {
        return List.copyOf(committed);
    }

    synchronized void opened() {
        openPlanners++;
    }

    synchronized void closed() {
        openPlanners--;
    }

    synchronized int openPlanners() {
        return openPlanners;
    }

    private int size(int add) {
        return adds.get(add).stream().mapToInt(List::size).sum();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.Collector;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.engine.Terminal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Keeps the least records of a partition, in order; of equal ones those that came first. */
record TakeOrderedTerminal(int num, UserOrder order) implements Terminal<List<Object>> {
    @Override
    public Collector<List<Object>> open(TaskContext task) {
        return new Running(num, order);
    }

    /** Merges what was kept of partitions, in their order. */
    List<Object> merged(List<List<Object>> parts) {
        List<Object> all = new ArrayList<>();
        parts.forEach(all::addAll);
        all.sort(order);
        return new ArrayList<>(all.subList(0, Math.min(num, all.size())));
    }

    /** A record, and where it stood. */
    private record Placed(Object record, long position) {}

    private static final class Running extends Collector<List<Object>> {
        private final int num;
        private final Comparator<Placed> order;
        private final PriorityQueue<Placed> greatestFirst;
        private long seen;

        Running(int num, UserOrder order) {
            this.num = num;
            this.order = Comparator.comparing(Placed::record, order).thenComparingLong(Placed::position);
            this.greatestFirst = new PriorityQueue<>(this.order.reversed());
        }

        @Override
        public void push(Object record) {
            Placed placed = new Placed(record, seen++);
            if (greatestFirst.size() < num) {
                greatestFirst.add(placed);
            } else if (num > 0 && order.compare(placed, greatestFirst.element()) < 0) {
                greatestFirst.remove();
                greatestFirst.add(placed);
            }
        }

        @Override
        public List<Object> result() {
            return new ArrayList<>(
                    greatestFirst.stream().sorted(order).map(Placed::record).toList());
        }
    }
}

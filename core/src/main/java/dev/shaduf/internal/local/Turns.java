// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stages that have tasks to hand out, by owner: each owner hands out one task in turn. Under the lock of the pool. */
final class Turns {
    private final Map<String, Deque<TaskSet>> owners = new HashMap<>();
    private final Deque<String> order = new ArrayDeque<>();

    void add(TaskSet stage) {
        Deque<TaskSet> stages = owners.get(owner(stage));
        if (stages == null) {
            stages = new ArrayDeque<>(2);
            owners.put(owner(stage), stages);
            order.addLast(owner(stage));
        }
        stages.addLast(stage);
    }

    /** Returns the stage whose turn it is. */
    @Nullable TaskSet next() {
        String first = order.peekFirst();
        return first == null ? null : owners.get(first).peekFirst();
    }

    /** Takes a task of the stage whose turn it is; another owner is next. */
    TaskSet.Running take() {
        String owner = order.removeFirst();
        Deque<TaskSet> stages = owners.get(owner);
        TaskSet stage = stages.peekFirst();
        TaskSet.Running task = stage.take();
        if (!stage.pending()) {
            stages.removeFirst();
        }
        if (stages.isEmpty()) {
            owners.remove(owner);
        } else {
            order.addLast(owner);
        }
        return task;
    }

    /** Takes out a stage that hands out nothing more. */
    void remove(TaskSet stage) {
        Deque<TaskSet> stages = owners.get(owner(stage));
        if (stages != null && stages.remove(stage) && stages.isEmpty()) {
            owners.remove(owner(stage));
            order.remove(owner(stage));
        }
    }

    private static String owner(TaskSet stage) {
        return stage.work().scope().owner();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The stages that have tasks to hand out, by owner: each owner hands out one task in turn. Under the lock of the pool. */
final class Turns {
    private final Deque<Owner> owners = new ArrayDeque<>();

    void add(TaskSet stage) {
        Owner owner = owner(stage);
        if (owner == null) {
            owner = new Owner(stage.owner(), new ArrayDeque<>(2));
            owners.addLast(owner);
        }
        owner.stages().addLast(stage);
    }

    /** Returns the stage whose turn it is. */
    @Nullable
    TaskSet next() {
        Owner first = owners.peekFirst();
        return first == null ? null : first.stages().peekFirst();
    }

    /** Takes a task of the stage whose turn it is; another owner is next. */
    TaskSet.Claim take() {
        Owner owner = owners.removeFirst();
        TaskSet stage = owner.stages().getFirst();
        TaskSet.Claim task = stage.take();
        if (!stage.pending()) {
            owner.stages().removeFirst();
        }
        if (!owner.stages().isEmpty()) {
            owners.addLast(owner);
        }
        return task;
    }

    /** Takes out a stage that hands out nothing more. */
    void remove(TaskSet stage) {
        Owner owner = owner(stage);
        if (owner != null && owner.stages().remove(stage) && owner.stages().isEmpty()) {
            owners.remove(owner);
        }
    }

    private @Nullable Owner owner(TaskSet stage) {
        for (Owner owner : owners) {
            if (owner.name().equals(stage.owner())) {
                return owner;
            }
        }
        return null;
    }

    /** An owner with stages that have tasks to hand out, oldest first. */
    private record Owner(String name, Deque<TaskSet> stages) {
        @Override
        public boolean equals(@Nullable Object that) {
            return this == that;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.TaskContext;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A value that is computed when first wanted, by one thread while others wait. If computing fails, the next who wants it
 * tries. Tasks compute apart from other threads: those need places for the tasks they start, which a waiting task would hold.
 */
final class Once<V> {
    private final ReentrantLock outsideTasks = new ReentrantLock();
    private final ReentrantLock insideTasks = new ReentrantLock();
    private volatile @Nullable V value;

    /** Returns the value if there is one. */
    @Nullable
    V peek() {
        return value;
    }

    V get(Callable<V> compute) throws Exception {
        V present = value;
        if (present != null) {
            return present;
        }
        ReentrantLock lock = TaskContext.current() == null ? outsideTasks : insideTasks;
        lock.lockInterruptibly();
        try {
            present = value;
            return present != null ? present : keep(compute.call());
        } finally {
            lock.unlock();
        }
    }

    /** Forgets a value, if it is still this one. */
    synchronized void forget(V spoilt) {
        if (value == spoilt) {
            value = null;
        }
    }

    private synchronized V keep(V computed) {
        V present = value;
        if (present == null) {
            value = computed;
            return computed;
        }
        return present;
    }
}

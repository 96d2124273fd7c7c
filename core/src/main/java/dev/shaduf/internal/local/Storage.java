// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.CachedNode;
import dev.shaduf.engine.Input;
import dev.shaduf.engine.TaskContext;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions of persisted nodes. Those in memory stay within a budget: the ones read longest ago go to disk, or are
 * dropped and computed again, as their level says.
 */
final class Storage {
    private static final Logger LOG = LoggerFactory.getLogger(Storage.class);

    private final long budget;
    private final SpillDirectory directory;
    private final Map<Long, Map<Integer, Slot>> nodes = new ConcurrentHashMap<>();
    /** What is in memory, the longest unread first. Guarded by itself. */
    private final LinkedHashMap<Slot, Long> inMemory = new LinkedHashMap<>(16, 0.75f, true);

    private long used;

    Storage(long budget, SpillDirectory directory) {
        this.budget = budget;
        this.directory = directory;
    }

    /** Tells whether all of some partitions are kept. */
    boolean hasAll(CachedNode node, List<Integer> partitions) {
        Map<Integer, Slot> slots = nodes.get(node.id());
        if (slots == null || !node.level().keeps()) {
            return false;
        }
        for (int partition : partitions) {
            Slot slot = slots.get(partition);
            if (slot == null || slot.kept() == null) {
                return false;
            }
        }
        return true;
    }

    /** Reads a partition; computes and keeps it if it is not there. One task computes while others wait. */
    Input open(CachedNode node, int partition, Input.Opener compute) throws Exception {
        if (!node.level().keeps()) {
            return compute.open();
        }
        Slot slot = nodes.computeIfAbsent(node.id(), id -> new ConcurrentHashMap<>())
                .computeIfAbsent(partition, index -> new Slot(Persisted.of(node)));
        slot.computing().lockInterruptibly();
        try {
            Kept kept = slot.kept();
            if (kept != null) {
                try {
                    touch(slot);
                    return kept.read();
                } catch (NoSuchFileException e) {
                    // Forgotten meanwhile.
                    return compute.open();
                }
            }
            return compute(slot, compute);
        } finally {
            slot.computing().unlock();
        }
    }

    void forget(long id) {
        Map<Integer, Slot> slots = nodes.remove(id);
        if (slots == null) {
            return;
        }
        for (Slot slot : slots.values()) {
            slot.forget();
            takeOut(slot);
        }
    }

    void close() {
        List.copyOf(nodes.keySet()).forEach(this::forget);
        directory.close();
    }

    /** Returns the bytes in memory, as estimated. */
    long used() {
        synchronized (inMemory) {
            return used;
        }
    }

    /**
     * Computes a partition apart from the task. Once it is kept nobody computes it again, so that what is added to accumulators
     * meanwhile counts though the task may fail; where it is not kept, that is the task's.
     */
    private Input compute(Slot slot, Input.Opener compute) throws Exception {
        TaskContext task = Objects.requireNonNull(TaskContext.current(), "partitions are computed in tasks");
        TaskContext apart = task.apart();
        TaskContext.enter(apart);
        try {
            Filled filled = fill(slot, compute);
            if (filled.kept()) {
                LocalAccumulator.mergeAll(apart);
            } else {
                LocalAccumulator.handOver(apart, task);
            }
            return filled.records();
        } finally {
            TaskContext.enter(task);
        }
    }

    /** The records of a partition, and whether they are kept. */
    private record Filled(Input records, boolean kept) {}

    private Filled fill(Slot slot, Input.Opener compute) throws Exception {
        Input input = new Handover(compute.open());
        Filling filling = new Filling(slot.persisted(), budget, directory);
        boolean handedOn = false;
        try {
            Kept kept = filling.fill(input);
            if (kept == null) {
                handedOn = true;
                return new Filled(Input.concat(List.of(filling::taken, () -> input)), false);
            }
            Input records = kept.read();
            return new Filled(records, keep(slot, kept));
        } finally {
            if (!handedOn) {
                input.close();
            }
        }
    }

    private boolean keep(Slot slot, Kept kept) {
        List<Slot> victims = List.of();
        synchronized (inMemory) {
            if (!slot.keep(kept)) {
                kept.free();
                return false;
            }
            if (kept.memory() > 0) {
                inMemory.put(slot, kept.memory());
                used += kept.memory();
                victims = victims(slot);
            }
        }
        victims.forEach(this::evict);
        return true;
    }

    private List<Slot> victims(Slot spared) {
        List<Slot> victims = new ArrayList<>();
        Iterator<Map.Entry<Slot, Long>> oldest = inMemory.entrySet().iterator();
        while (used > budget && oldest.hasNext()) {
            Map.Entry<Slot, Long> entry = oldest.next();
            if (entry.getKey() != spared) {
                used -= entry.getValue();
                victims.add(entry.getKey());
                oldest.remove();
            }
        }
        return victims;
    }

    private void evict(Slot victim) {
        Kept inHeap = victim.kept();
        if (inHeap == null) {
            return;
        }
        if (!victim.persisted().level().useDisk()) {
            victim.replace(inHeap, null);
            return;
        }
        try {
            Kept onDisk = Filling.toFile(victim.persisted(), inHeap, directory);
            if (!victim.replace(inHeap, onDisk)) {
                onDisk.free();
            }
        } catch (Exception e) {
            // The job that needs the memory is not to blame; what is dropped here is computed again when it is read.
            LOG.warn(
                    "a partition persisted by {} did not fit in memory and could not be written to disk;"
                            + " it will be computed again",
                    victim.persisted().origin(),
                    e);
            victim.replace(inHeap, null);
        }
    }

    private void touch(Slot slot) {
        synchronized (inMemory) {
            inMemory.get(slot);
        }
    }

    private void takeOut(Slot slot) {
        synchronized (inMemory) {
            Long bytes = inMemory.remove(slot);
            used -= bytes == null ? 0 : bytes;
        }
    }
}

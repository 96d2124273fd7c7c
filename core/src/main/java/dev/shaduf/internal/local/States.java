// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.StateChunks;
import dev.shaduf.engine.StateInfo;
import dev.shaduf.engine.StateLoading;
import dev.shaduf.engine.StateOptions;
import dev.shaduf.engine.StateSegment;
import dev.shaduf.engine.StateSegmentNames;
import dev.shaduf.engine.StateUpdateNode;
import dev.shaduf.engine.state.StateSpill;
import dev.shaduf.spi.CheckpointStore;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Time;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The state of all streams: a table space for each. */
final class States {
    private final Map<UUID, StateSpace> spaces = new ConcurrentHashMap<>();
    private final Map<IdentityKey, UUID> owners = new ConcurrentHashMap<>();
    private final Execution execution;
    private final @Nullable StateSpill spill;

    States(Execution execution, @Nullable StateSpill spill) {
        this.execution = execution;
        this.spill = spill;
    }

    void update(Work work, StateUpdateNode node, UUID space) throws Exception {
        owners.put(new IdentityKey(node), space);
        space(space).update(execution, work, node);
    }

    /** Makes the version that a node describes, for its first reader. */
    void prepare(Work work, StateUpdateNode node) throws Exception {
        update(work, node, owner(work, node));
    }

    /** Reads what an update emitted in a partition. */
    Input emitted(Work work, StateUpdateNode node, int partition) {
        return Input.of(space(owner(work, node)).emitted(node)[partition]);
    }

    /** Reads the table after an update in a partition. */
    Input view(Work work, StateUpdateNode node, int partition) {
        return space(owner(work, node))
                .tables()
                .partition(node.uid(), partition, node.partitions(), node.time())
                .view(node.time());
    }

    void open(UUID space, StateOptions options) {
        StateSpace opened = new StateSpace(options, spill);
        spaces.merge(space, opened, (present, next) -> {
            if (present.tables().isEmpty()) {
                return next;
            }
            throw new IllegalStateException("stream " + space + " has state already: "
                    + present.tables().infos() + "; say how it is encoded before its first batch");
        });
    }

    void changes(UUID space, Time after, Time upTo, StateChunks into) throws Exception {
        space(space).tables().changes(after, upTo, into);
    }

    List<StateSegment> snapshot(UUID space, Time time, CheckpointStore store, StateSegmentNames names)
            throws Exception {
        return space(space).tables().snapshot(time, store, names);
    }

    StateLoading load(UUID space, CheckpointStore store, Time oldest, int threads) {
        return space(space).tables().load(store, oldest, threads);
    }

    /** A job without states makes no space for them, nor the codecs that come with it. */
    void publish(UUID space, Time time) {
        StateSpace states = spaces.get(space);
        if (states != null) {
            states.publish(time);
        }
    }

    void rollback(UUID space, Time time) {
        StateSpace states = spaces.get(space);
        if (states != null) {
            states.rollback(time);
        }
    }

    void retain(UUID space, Time oldest) {
        StateSpace states = spaces.get(space);
        if (states == null) {
            return;
        }
        states.retain(oldest);
        owners.entrySet()
                .removeIf(owned -> owned.getValue().equals(space)
                        && ((StateUpdateNode) owned.getKey().node()).time().milliseconds() < oldest.milliseconds());
    }

    List<StateInfo> infos(UUID space) {
        StateSpace present = spaces.get(space);
        return present == null ? List.of() : present.tables().infos();
    }

    void drop(UUID space) {
        StateSpace dropped = spaces.remove(space);
        if (dropped != null) {
            dropped.tables().drop();
        }
        owners.values().removeIf(space::equals);
    }

    void clear() {
        List.copyOf(spaces.keySet()).forEach(this::drop);
    }

    private StateSpace space(UUID id) {
        return spaces.computeIfAbsent(id, unknown -> new StateSpace(StateOptions.DEFAULT, spill));
    }

    private UUID owner(Work work, StateUpdateNode node) {
        UUID known = owners.get(new IdentityKey(node));
        if (known != null) {
            return known;
        }
        @Nullable BatchId batch = work.scope().batch();
        if (batch == null) {
            throw new IllegalStateException("the state '" + node.uid() + "' of time " + node.time()
                    + " is read outside batches, but it is no longer retained or was never made; read it while a"
                    + " window or remember() keeps its time");
        }
        return batch.stream();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.StateChunks;
import dev.shaduf.engine.StateInfo;
import dev.shaduf.engine.StateLoading;
import dev.shaduf.engine.StateOptions;
import dev.shaduf.engine.StateSegment;
import dev.shaduf.engine.StateSegmentNames;
import dev.shaduf.engine.StateUpdateNode;
import dev.shaduf.engine.state.StateTables;
import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.rdd.Partitioner;
import dev.shaduf.spi.CheckpointStore;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state of all streams: the tables are on the executors, the ledgers here. */
final class SparkStates {
    private static final Logger LOG = LoggerFactory.getLogger(SparkStates.class);

    private final SparkContext spark;
    private final Runs runs;
    private final Plans plans;
    private final Map<UUID, StateSpace> spaces = new ConcurrentHashMap<>();
    private final Map<StateUpdateNode, UUID> owners = Collections.synchronizedMap(new IdentityHashMap<>());

    SparkStates(SparkContext spark, Runs runs) {
        this.spark = spark;
        this.runs = runs;
        this.plans = new Plans(spark, this);
    }

    Plans plans() {
        return plans;
    }

    void open(UUID space, StateOptions options) {
        StateSpace opened = new StateSpace(options, runs.retired());
        spaces.merge(space, opened, (present, next) -> {
            if (present.isEmpty()) {
                return next;
            }
            throw new IllegalStateException("stream " + space + " has state already: " + infos(space)
                    + "; say how it is encoded before its first batch");
        });
    }

    /** Runs an update unless that has been done. */
    void update(JobScope scope, StateUpdateNode node, UUID space) throws Exception {
        owners.put(node, space);
        StateSpace states = space(space);
        synchronized (states.lock(node)) {
            if (states.find(node).isEmpty()) {
                if (states.isGone(node)) {
                    throw gone(node);
                }
                new Preparation(this).prepare(scope, node);
                make(scope, node, states);
            }
        }
    }

    /** Makes the version that a node describes, for its first reader. */
    void prepare(JobScope scope, StateUpdateNode node) throws Exception {
        update(scope, node, owner(scope, node));
    }

    private void make(JobScope scope, StateUpdateNode node, StateSpace states) throws Exception {
        Ledger ledger = laidOut(node.uid(), node.target(), states);
        List<PlanRdd<Updated>> made = new ArrayList<>(1);
        List<Updated> updated;
        try {
            updated = runs.run(
                    scope,
                    "update of state '" + node.uid() + "' by " + node.origin(),
                    () -> {
                        PlanRdd<Updated> rdd = plans.update(scope, node, ledger);
                        rdd.persist(StorageLevel.MEMORY_AND_DISK());
                        made.add(rdd);
                        return rdd;
                    },
                    all(node.partitions()),
                    new FirstUpdated());
        } catch (Throwable thrown) {
            made.forEach(PlanRdd::letGo);
            throw thrown;
        }
        ledger.take(spark, node.time(), updated);
        states.made(node, made.get(0));
    }

    /** Returns what an update emitted, and how it can be made again. */
    PlanRdd<Updated> emitted(JobScope scope, StateUpdateNode node) {
        StateSpace states = space(owner(scope, node));
        PlanRdd<Updated> emitted = states.emitted(node);
        Optional<Ledger> ledger = states.find(node);
        if (emitted != null && ledger.isPresent()) {
            ((UpdateWork) emitted.work()).taken();
            return emitted;
        }
        if (ledger.isPresent()) {
            throw new IllegalStateException("what the state '" + node.uid() + "' emitted at " + node.time()
                    + " was emitted before a restart and is not kept; read its table, or window its input");
        }
        throw gone(node);
    }

    /** Refers to the table after an update. */
    WantedVersion view(JobScope scope, StateUpdateNode node) {
        return space(owner(scope, node))
                .find(node)
                .orElseThrow(() -> gone(node))
                .version(node.time());
    }

    /** Brings a table into the layout of an update. */
    private Ledger laidOut(String uid, Partitioner target, StateSpace states) throws Exception {
        Ledger present = states.newest(uid);
        if (present == null) {
            boolean hashed = target instanceof HashPartitioner;
            return states.add(uid, target.numPartitions(), hashed, Base.EMPTY).known();
        }
        return present.fits(target) ? present : new Relayout(spark, states, present).to(target);
    }

    void publish(UUID space, Time time) {
        present(space).ifPresent(states -> states.publish(time));
    }

    void rollback(UUID space, Time time) {
        present(space).ifPresent(states -> states.rollback(time));
    }

    void retain(UUID space, Time oldest) {
        present(space).ifPresent(states -> {
            states.retain(oldest);
            states.newest().forEach(this::rebase);
        });
        synchronized (owners) {
            owners.entrySet()
                    .removeIf(owned -> owned.getValue().equals(space)
                            && owned.getKey().time().milliseconds() < oldest.milliseconds());
        }
    }

    private void rebase(Ledger ledger) {
        Optional<Time> next = ledger.nextBase();
        if (next.isEmpty()) {
            return;
        }
        try {
            List<Payload> whole = whole(ledger, next.get()).stream()
                    .map(chunks -> Payload.of(spark, List.of(chunks)))
                    .toList();
            ledger.rebase(next.get(), whole);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn(
                    "state '{}' could not be read whole; its changes are kept for longer",
                    ledger.id().uid(),
                    e);
        }
    }

    private List<List<byte[]>> whole(Ledger ledger, Time time) throws Exception {
        WantedVersion version = ledger.version(time);
        JobScope scope = JobScope.adHoc("shaduf");
        return runs.run(
                scope,
                "state '" + ledger.id().uid() + "' as of " + time,
                () -> PlanRdd.of(
                                spark,
                                scope,
                                new Part.View(version),
                                ledger.partitions(),
                                List.of(),
                                new WholeWork(version))
                        .at(ledger::places),
                all(ledger.partitions()),
                new First<>());
    }

    void changes(UUID space, Time after, Time upTo, StateChunks into) throws Exception {
        for (Ledger ledger : space(space).all()) {
            ledger.changes(after, upTo, into, time -> whole(ledger, time));
        }
    }

    List<StateSegment> snapshot(UUID space, Time time, CheckpointStore store, StateSegmentNames names)
            throws Exception {
        List<StateSegment> written = new ArrayList<>();
        for (Ledger ledger : space(space).at(time)) {
            Delta last = ledger.lastVersion(time).orElseThrow();
            Time version = new Time(last.time());
            List<List<byte[]>> whole = whole(ledger, version);
            for (int i = 0; i < ledger.partitions(); i++) {
                written.add(StateTables.write(
                        ledger.head(i, version),
                        last.keys()[i],
                        whole.get(i),
                        store,
                        names.of(ledger.id().uid(), i)));
            }
        }
        return written;
    }

    StateLoading load(UUID space, CheckpointStore store, Time oldest) {
        StateSpace states = space(space);
        if (!states.isEmpty()) {
            throw new IllegalStateException("states were to be loaded, but there are already " + infos(space)
                    + "; load before the first update");
        }
        StateTables tables = new StateTables(states.options());
        return new LedgerLoading(
                spark,
                states,
                tables,
                tables.load(store, oldest, Runtime.getRuntime().availableProcessors()));
    }

    List<StateInfo> infos(UUID space) {
        return present(space).stream()
                .flatMap(states -> states.newest().stream())
                .map(Ledger::info)
                .toList();
    }

    void drop(UUID space) {
        StateSpace dropped = spaces.remove(space);
        if (dropped != null) {
            dropped.clear();
        }
        synchronized (owners) {
            owners.values().removeIf(space::equals);
        }
    }

    void clear() {
        List.copyOf(spaces.keySet()).forEach(this::drop);
    }

    private Optional<StateSpace> present(UUID id) {
        return Optional.ofNullable(spaces.get(id));
    }

    private StateSpace space(UUID id) {
        return spaces.computeIfAbsent(id, unknown -> new StateSpace(StateOptions.DEFAULT, runs.retired()));
    }

    private UUID owner(JobScope scope, StateUpdateNode node) {
        UUID known = owners.get(node);
        if (known != null) {
            return known;
        }
        BatchId batch = scope.batch();
        if (batch == null) {
            throw new IllegalStateException("the state '" + node.uid() + "' of time " + node.time()
                    + " is read outside batches, but it is no longer retained or was never made; read it while a"
                    + " window or remember() keeps its time");
        }
        return batch.stream();
    }

    static List<Integer> all(int partitions) {
        return IntStream.range(0, partitions).boxed().toList();
    }

    private static IllegalStateException gone(StateUpdateNode node) {
        return new IllegalStateException("what the state '" + node.uid() + "' emitted at " + node.time()
                + " is no longer retained; have the stream remember() it for longer");
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.StateOptions;
import dev.shaduf.engine.StateUpdateNode;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The state of one stream, as the driver knows it, and the RDDs of what its updates emitted. */
final class StateSpace {
    private final UUID id = UUID.randomUUID();
    private final StateOptions options;
    private final Retired retired;
    /** The ledgers of each table, one per layout, oldest first. */
    private final Map<String, List<Ledger>> ledgers = new TreeMap<>();

    private final Map<Version, Object> locks = new ConcurrentHashMap<>();
    private final Map<Version, PlanRdd<Updated>> updates = new HashMap<>();
    private long published = Long.MIN_VALUE;
    private long oldest = Long.MIN_VALUE;

    /** An update. */
    record Version(String uid, long time) {
        static Version of(StateUpdateNode node) {
            return new Version(node.uid(), node.time().milliseconds());
        }
    }

    StateSpace(StateOptions options, Retired retired) {
        this.options = options;
        this.retired = retired;
    }

    StateOptions options() {
        return options;
    }

    Object lock(StateUpdateNode node) {
        return locks.computeIfAbsent(Version.of(node), version -> new Object());
    }

    synchronized boolean isEmpty() {
        return ledgers.isEmpty();
    }

    /** Returns the ledger of the newest layout. */
    synchronized @Nullable Ledger newest(String uid) {
        List<Ledger> layouts = ledgers.get(uid);
        return layouts == null ? null : layouts.get(layouts.size() - 1);
    }

    /** Returns the ledger that has a version. */
    synchronized Optional<Ledger> find(StateUpdateNode node) {
        List<Ledger> layouts = ledgers.getOrDefault(node.uid(), List.of());
        return layouts.stream()
                .filter(ledger -> ledger.has(node.time()) && ledger.partitions() == node.partitions())
                .reduce((older, newer) -> newer);
    }

    synchronized List<Ledger> all() {
        return ledgers.values().stream().flatMap(List::stream).toList();
    }

    /** Returns the ledgers of all tables in their newest layout. */
    synchronized List<Ledger> newest() {
        return ledgers.values().stream()
                .map(layouts -> layouts.get(layouts.size() - 1))
                .toList();
    }

    /** Returns the ledgers of all tables in the layout that they had at a time. */
    synchronized List<Ledger> at(Time time) {
        List<Ledger> found = new ArrayList<>();
        ledgers.values()
                .forEach(layouts -> layouts.stream()
                        .filter(ledger -> ledger.lastVersion(time).isPresent())
                        .reduce((older, newer) -> newer)
                        .ifPresent(found::add));
        return found;
    }

    /** Adds a layout of a table. */
    synchronized Ledger add(String uid, int partitions, boolean hashed, Base base) {
        List<Ledger> layouts = ledgers.computeIfAbsent(uid, name -> new ArrayList<>(1));
        Ledger ledger = new Ledger(new TableId(id, uid, layouts.size()), options, partitions, hashed, base, retired);
        ledger.retain(new Time(oldest));
        layouts.add(ledger);
        return ledger;
    }

    synchronized void made(StateUpdateNode node, PlanRdd<Updated> emitted) {
        updates.put(Version.of(node), emitted);
    }

    synchronized @Nullable PlanRdd<Updated> emitted(StateUpdateNode node) {
        return updates.get(Version.of(node));
    }

    synchronized boolean isGone(StateUpdateNode node) {
        return node.time().milliseconds() < oldest;
    }

    synchronized void publish(Time time) {
        published = Math.max(published, time.milliseconds());
        all().forEach(ledger -> ledger.publish(time));
    }

    synchronized void rollback(Time time) {
        all().forEach(ledger -> ledger.rollback(time));
        drop(time.milliseconds(), Long.MAX_VALUE, published);
    }

    synchronized void retain(Time time) {
        oldest = Math.max(oldest, time.milliseconds());
        all().forEach(ledger -> ledger.retain(time));
        drop(Long.MIN_VALUE, oldest, Long.MIN_VALUE);
        ledgers.values().forEach(layouts -> {
            while (layouts.size() > 1 && layouts.get(1).lastVersion(time).isPresent()) {
                layouts.remove(0).free();
            }
        });
    }

    synchronized void clear() {
        all().forEach(Ledger::free);
        ledgers.clear();
        drop(Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE);
    }

    /** Lets go of what updates of some time emitted. */
    private void drop(long from, long before, long after) {
        updates.entrySet().removeIf(update -> {
            long time = update.getKey().time();
            boolean dropped = time >= from && time < before && time > after;
            if (dropped) {
                update.getValue().letGo();
            }
            return dropped;
        });
        locks.keySet().removeIf(version -> version.time() < oldest);
    }
}

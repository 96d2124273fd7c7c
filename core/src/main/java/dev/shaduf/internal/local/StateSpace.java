// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.StateOptions;
import dev.shaduf.engine.StateUpdateNode;
import dev.shaduf.engine.state.StateSpill;
import dev.shaduf.engine.state.StateTables;
import dev.shaduf.time.Time;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The state of one stream, and what its updates emitted. */
final class StateSpace {
    /** Stands for what an update emitted in an earlier process. */
    private static final Object[][] LOADED = new Object[0][];

    private final StateTables tables;
    private final Map<Version, Once<Object[][]>> updates = new ConcurrentHashMap<>();
    private volatile long published = Long.MIN_VALUE;
    private volatile long oldest = Long.MIN_VALUE;

    /** An update. */
    private record Version(String uid, long time) {
        static Version of(StateUpdateNode node) {
            return new Version(node.uid(), node.time().milliseconds());
        }
    }

    StateSpace(StateOptions options, @Nullable StateSpill spill) {
        this.tables = new StateTables(options, spill);
    }

    StateTables tables() {
        return tables;
    }

    /** Runs an update unless that has been done. */
    void update(Execution execution, Work work, StateUpdateNode node) throws Exception {
        Version version = Version.of(node);
        Once<Object[][]> update = updates.get(version);
        if (update == null) {
            if (version.time() < oldest) {
                throw gone(node);
            }
            update = updates.computeIfAbsent(version, unknown -> new Once<>());
        }
        update.get(() -> tables.has(node.uid(), node.time())
                ? LOADED
                : new StateUpdateStage(tables, execution, work, node).run());
    }

    /** Returns what an update emitted, by partition. */
    Object[][] emitted(StateUpdateNode node) {
        Once<Object[][]> update = updates.get(Version.of(node));
        Object @Nullable [][] emitted = update == null ? null : update.peek();
        if (emitted == null) {
            throw gone(node);
        }
        if (emitted == LOADED) {
            throw new IllegalStateException("what the state '" + node.uid() + "' emitted at " + node.time()
                    + " was emitted before a restart and is not kept; read its table, or window its input");
        }
        return emitted;
    }

    void publish(Time time) {
        tables.publish(time);
        published = Math.max(published, time.milliseconds());
    }

    void rollback(Time time) {
        tables.rollback(time);
        updates.keySet().removeIf(version -> version.time() >= time.milliseconds() && version.time() > published);
    }

    void retain(Time time) {
        oldest = Math.max(oldest, time.milliseconds());
        updates.keySet().removeIf(version -> version.time() < oldest);
        tables.retain(time);
    }

    private static IllegalStateException gone(StateUpdateNode node) {
        return new IllegalStateException("what the state '" + node.uid() + "' emitted at " + node.time()
                + " is no longer retained; have the stream remember() it for longer");
    }
}

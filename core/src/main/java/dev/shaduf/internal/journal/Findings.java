// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import dev.shaduf.engine.StateSegment;
import dev.shaduf.engine.state.StateTables;
import dev.shaduf.internal.log.LogDamage;
import dev.shaduf.internal.log.LogReader;
import dev.shaduf.internal.log.LogVisitor;
import dev.shaduf.spi.CheckpointStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is wrong in a checkpoint directory, and what a crash left unfinished in it, found by reading all of it. */
final class Findings {
    private final CheckpointStore store;
    private final Present states;
    private final List<String> faults = new ArrayList<>();
    private final List<String> tears = new ArrayList<>();

    Findings(CheckpointStore store, Present states) {
        this.store = store;
        this.states = states;
    }

    /** Takes over what reading the journal has found. */
    void journal(LogReader log, Recovered recovered) {
        log.tear().ifPresent(tear -> tears.add(tear + "; " + recovered.behind()));
        recovered.damages().forEach(damage -> faults.add(damage.toString()));
    }

    /** Reads a partition of a snapshot. */
    void state(StateSegment segment) throws IOException {
        try {
            StateTables.verify(store, segment);
        } catch (Exception e) {
            if (!states.isReplaced(segment.name())) {
                faults.add(segment.name() + ": " + e.getMessage());
            }
        }
    }

    /** Reads the logs of all receivers. */
    void received() throws IOException {
        Set<String> names = new TreeSet<>();
        for (CheckpointStore.SegmentInfo segment : store.list(Journal.RECEIVED)) {
            names.add(segment.name().substring(0, segment.name().lastIndexOf('/')));
        }
        for (String name : names) {
            try {
                faults.addAll(Present.retry(store, name + "/", () -> received(name)));
            } catch (IOException e) {
                faults.add(name + ": " + e.getMessage());
            }
        }
    }

    private List<String> received(String name) throws IOException {
        List<String> lost = new ArrayList<>();
        LogReader log = LogReader.of(store, name);
        log.read(new LogVisitor() {
            @Override
            public void record(long address, ByteBuffer record) {}

            @Override
            public void damage(LogDamage damage) {
                lost.add("received records are lost: " + damage);
            }
        });
        log.tear().ifPresent(tear -> tears.add(tear + "; nothing in it had become durable"));
        return lost;
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    List<String> tears() {
        return List.copyOf(tears);
    }
}

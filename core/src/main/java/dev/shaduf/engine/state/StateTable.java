// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.engine.StateInfo;
import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.engine.state.StateChunk.Content;
import dev.shaduf.rdd.Partitioner;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The table of one operator, in its present layout and in older ones as long as their versions can be read. */
final class StateTable {
    private final String uid;
    private final Place place;
    /** Oldest first; never empty. */
    private final List<Layout> layouts = new CopyOnWriteArrayList<>();

    StateTable(String uid, Layout first, Place place) {
        this.uid = uid;
        this.place = place;
        layouts.add(first);
    }

    Layout current() {
        return layouts.get(layouts.size() - 1);
    }

    /** Makes a layout that is to be filled with the whole table. */
    Layout replace(int partitions, Layout.Scheme scheme) {
        Layout next = new Layout(uid, partitions, scheme, place);
        layouts.add(next);
        return next;
    }

    /** Brings the table into the layout of an update. */
    void layOut(Partitioner target) throws Exception {
        Layout now = current();
        if (!now.fits(target)) {
            layouts.add(now.redistributed(target));
        }
    }

    /** Returns a partition of the layout that has a version, or else of the newest with so many partitions. */
    @Nullable
    StatePartition find(int partition, int partitions, @Nullable Time time) {
        StatePartition found = null;
        for (int i = layouts.size() - 1; i >= 0; i--) {
            Layout layout = layouts.get(i);
            if (layout.size() == partitions) {
                StatePartition candidate = layout.partition(partition);
                if (time == null || candidate.has(time)) {
                    return candidate;
                }
                found = found == null ? candidate : found;
            }
        }
        return found;
    }

    boolean has(Time time) {
        return layouts.stream()
                .map(Layout::present)
                .anyMatch(present -> !present.isEmpty() && present.stream().allMatch(partition -> partition.has(time)));
    }

    void publish(Time time) {
        layouts.forEach(layout -> layout.present().forEach(partition -> partition.publish(time)));
    }

    void undo(Time time) {
        layouts.forEach(layout -> layout.present().forEach(partition -> partition.undo(time)));
    }

    void retain(Time oldest) {
        layouts.forEach(layout -> layout.present().forEach(partition -> partition.retain(oldest)));
        while (layouts.size() > 1 && isServed(layouts.get(1), oldest)) {
            layouts.remove(0).drop();
        }
    }

    /** Whether a layout has everything that may still be read. */
    private static boolean isServed(Layout layout, Time oldest) {
        return layout.present().stream()
                .allMatch(partition -> partition.lastTime(oldest).isPresent());
    }

    void changes(StateWriter writer, Time after, Time upTo) throws Exception {
        for (Layout layout : layouts) {
            TreeSet<Long> times = new TreeSet<>();
            layout.present().forEach(partition -> times.addAll(partition.times(after, upTo)));
            for (long time : times) {
                changes(writer, layout, new Time(time));
            }
        }
    }

    private void changes(StateWriter writer, Layout layout, Time time) throws Exception {
        for (int i = 0; i < layout.size(); i++) {
            StatePartition partition = layout.partition(i);
            if (partition.has(time)) {
                List<byte[]> written = partition.takeWritten(time);
                if (written == null) {
                    writer.changes(partition, head(layout, i, time));
                } else {
                    writer.written(written);
                }
            }
        }
        writer.version(head(layout, 0, time));
    }

    /** Encodes what an update has just changed in a partition, for {@link #changes}. */
    void write(Codecs codecs, int partition, Time time) throws Exception {
        StatePartition updated = current().partition(partition);
        List<byte[]> chunks = new ArrayList<>();
        new StateWriter(codecs, chunk -> chunks.add(StateWriter.bytes(chunk)))
                .changes(updated, head(current(), partition, time));
        updated.written(time, chunks);
    }

    /** Returns the layout whose last version up to a time is the table then. */
    @Nullable
    Layout at(Time time) {
        for (int i = layouts.size() - 1; i >= 0; i--) {
            if (layouts.get(i).present().stream()
                    .anyMatch(partition -> partition.lastTime(time).isPresent())) {
                return layouts.get(i);
            }
        }
        return null;
    }

    StateChunk head(Layout layout, int partition, Time time) {
        return new StateChunk(Content.CHANGES, uid, partition, layout.size(), layout.isHashed(), time, 0);
    }

    static OptionalLong lastTime(Layout layout, Time time) {
        return layout.present().stream()
                .flatMapToLong(partition -> partition.lastTime(time).stream())
                .max();
    }

    StateInfo info() {
        Layout layout = current();
        List<StatePartition> present = layout.present();
        long keys = present.stream().mapToLong(StatePartition::keys).sum();
        long touched = present.stream().mapToLong(StatePartition::touched).sum();
        int versions = present.stream().mapToInt(StatePartition::versions).max().orElse(0);
        return new StateInfo(uid, layout.size(), keys, touched, versions);
    }
}

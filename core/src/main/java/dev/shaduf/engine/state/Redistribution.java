// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.Partitioner;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Moves the newest version of a table into another layout, key by key. */
final class Redistribution {
    /** A partition with its version. */
    private record Source(StatePartition partition, Version version) {
        TreeMap<Long, Partial> partials() {
            return new TreeMap<>(partition.partials().range(version.droppedUpTo, version.time));
        }
    }

    private final Layout target;
    private final Partitioner partitioner;
    private final Time time;
    private final List<Attempt> attempts = new ArrayList<>();

    Redistribution(Layout target, Partitioner partitioner, Time time) {
        this.target = target;
        this.partitioner = partitioner;
        this.time = time;
        for (int i = 0; i < target.size(); i++) {
            attempts.add(target.partition(i).beginAttempt(time));
        }
    }

    void run(List<StatePartition> partitions) {
        List<Source> sources = new ArrayList<>();
        for (StatePartition partition : partitions) {
            OptionalLong last = partition.lastTime(time);
            if (last.isPresent()) {
                sources.add(new Source(partition, partition.find(new Time(last.getAsLong()))));
            }
        }
        sources.forEach(this::moveKeys);
        movePartials(sources);
        long dropped = sources.stream()
                .mapToLong(source -> source.version().droppedUpTo)
                .max()
                .orElse(Long.MIN_VALUE);
        for (int i = 0; i < target.size(); i++) {
            target.partition(i).finishMove(time, dropped);
        }
    }

    private void moveKeys(Source source) {
        long version = source.version().time;
        Walk walk = source.partition().walk();
        @Nullable Entry[] page;
        while ((page = walk.next()) != null) {
            for (Entry entry : page) {
                Object value = entry == null ? null : entry.at(version);
                if (entry != null && value != null) {
                    attempts.get(partitioner.getPartition(entry.key))
                            .restore(entry.key, value, entry.touchedAt(version));
                }
            }
        }
    }

    private void movePartials(List<Source> sources) {
        TreeSet<Long> times = new TreeSet<>();
        List<TreeMap<Long, Partial>> kept =
                sources.stream().map(Source::partials).toList();
        kept.forEach(partials -> times.addAll(partials.keySet()));
        for (long at : times) {
            List<List<Tuple2<?, ?>>> shares = new ArrayList<>();
            attempts.forEach(attempt -> shares.add(new ArrayList<>()));
            for (TreeMap<Long, Partial> partials : kept) {
                Partial partial = partials.get(at);
                List<Tuple2<?, ?>> pairs = partial == null ? List.of() : partial.pairs();
                pairs.forEach(
                        pair -> shares.get(partitioner.getPartition(pair._1())).add(pair));
            }
            keep(at, shares);
        }
    }

    private void keep(long at, List<List<Tuple2<?, ?>>> shares) {
        for (int i = 0; i < shares.size(); i++) {
            if (!shares.get(i).isEmpty()) {
                attempts.get(i).keepPartial(at, new Partial(shares.get(i)));
            }
        }
    }
}

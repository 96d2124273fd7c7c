// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.Origin;
import dev.shaduf.engine.codec.SizeEstimate;
import dev.shaduf.engine.shuffle.Router;
import dev.shaduf.function.Tuple2;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Distributes pairs that are to be sorted. What does not fit in memory goes to disk in sorted runs. */
final class SortingMapSide extends MapSide<SortedPart> {
    private static final int RECORDS_BETWEEN_LOOKS = 16;
    /** Memory is taken in steps of this; so much each task may hold even when there is none left. */
    private static final long STEP = 256 << 10;

    private final Router router;
    private final SortSpace space;
    private final Comparator<Object> ordering;
    private final Origin origin;
    private final List<SortedRun> runs = new ArrayList<>();
    private @Nullable Bucket[] buckets;
    private SizeEstimate estimate = new SizeEstimate();
    private long taken;
    private long added;

    SortingMapSide(Router router, SortSpace space, Comparator<Object> ordering, Origin origin) {
        super(origin);
        this.router = router;
        this.space = space;
        this.ordering = ordering;
        this.origin = origin;
        this.buckets = new @Nullable Bucket[router.partitions()];
    }

    @Override
    void add(Tuple2<?, ?> pair) throws IOException {
        int partition = router.route(pair._1(), router.hashIfNeeded(pair._1()));
        Bucket bucket = buckets[partition];
        if (bucket == null) {
            bucket = new Bucket(false);
            buckets[partition] = bucket;
        }
        bucket.add(pair, 0);
        estimate.add(pair);
        if (++added % RECORDS_BETWEEN_LOOKS == 0 && !fits()) {
            spill();
        }
    }

    @Override
    public @Nullable SortedPart[] result() throws IOException {
        if (!runs.isEmpty() || space.scarce()) {
            spill();
        }
        @Nullable SortedPart[] parts = new @Nullable SortedPart[buckets.length];
        for (int partition = 0; partition < parts.length; partition++) {
            int number = partition;
            List<SortedRun> mine =
                    runs.stream().filter(run -> run.counts()[number] > 0).toList();
            Bucket rest = buckets[partition];
            parts[partition] = mine.isEmpty() && rest == null ? null : new SortedPart(mine, rest);
        }
        return parts;
    }

    @Override
    public void abort() {
        runs.forEach(run -> space.delete(run.file()));
        space.giveBack(taken);
        taken = 0;
    }

    private boolean fits() {
        long needed = estimate.bytes();
        while (taken < needed && space.take(STEP)) {
            taken += STEP;
        }
        return needed <= taken + STEP;
    }

    private void spill() throws IOException {
        @Nullable Object[][] sections = new @Nullable Object[buckets.length][];
        boolean any = false;
        for (int partition = 0; partition < sections.length; partition++) {
            Bucket bucket = buckets[partition];
            if (bucket != null) {
                sections[partition] = Sorting.sort(bucket.toArray(), ordering, origin);
                any = true;
            }
        }
        if (any) {
            runs.add(written(sections));
        }
        buckets = new @Nullable Bucket[buckets.length];
        estimate = new SizeEstimate();
        space.giveBack(taken);
        taken = 0;
    }

    private SortedRun written(@Nullable Object[][] sections) throws IOException {
        Path file = space.newFile();
        try {
            return SortedRun.write(file, sections, new PairFormat(origin));
        } catch (Throwable thrown) {
            space.delete(file);
            throw thrown;
        }
    }
}

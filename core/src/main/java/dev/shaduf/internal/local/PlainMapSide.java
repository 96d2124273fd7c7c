// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.Origin;
import dev.shaduf.engine.shuffle.Router;
import dev.shaduf.function.Tuple2;
import org.jspecify.annotations.Nullable;

/** Distributes pairs as they are, in order. */
final class PlainMapSide extends MapSide<Bucket> {
    private final Router router;
    private final boolean keepHashes;
    private final @Nullable Bucket[] buckets;

    PlainMapSide(Router router, boolean keepHashes, Origin origin) {
        super(origin);
        this.router = router;
        this.keepHashes = keepHashes && router.byHash();
        this.buckets = new @Nullable Bucket[router.partitions()];
    }

    @Override
    void add(Tuple2<?, ?> pair) {
        Object key = pair._1();
        int hash = router.hashIfNeeded(key);
        int partition = router.route(key, hash);
        Bucket bucket = buckets[partition];
        if (bucket == null) {
            bucket = new Bucket(keepHashes);
            buckets[partition] = bucket;
        }
        bucket.add(pair, hash);
    }

    @Override
    public @Nullable Bucket[] result() {
        return buckets;
    }
}

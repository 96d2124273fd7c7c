// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.Combine;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.shuffle.CombineTable;
import dev.shaduf.engine.shuffle.Router;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.PortableHash;
import org.jspecify.annotations.Nullable;

/** Combines by key before the shuffle: one table per reduce partition. */
final class CombiningMapSide extends MapSide<CombineTable> {
    private final Router router;
    private final Combine combine;
    private final @Nullable CombineTable[] tables;

    CombiningMapSide(Router router, Combine combine, Origin origin) {
        super(origin);
        this.router = router;
        this.combine = combine;
        this.tables = new @Nullable CombineTable[router.partitions()];
    }

    @Override
    void add(Tuple2<?, ?> pair) throws Exception {
        Object key = pair._1();
        int hash = PortableHash.of(key);
        int partition = router.route(key, hash);
        CombineTable table = tables[partition];
        if (table == null) {
            table = new CombineTable(combine);
            tables[partition] = table;
        }
        table.add(hash, key, pair._2());
    }

    @Override
    public @Nullable CombineTable[] result() {
        return tables;
    }
}

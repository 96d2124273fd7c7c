// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Encodes a partition of a table whole. */
record WholeWork(WantedVersion wanted) implements Work<List<byte[]>> {
    @Override
    public Iterator<List<byte[]>> run(Reading records) throws Exception {
        int partition = records.task().partition();
        TableVersion version = wanted.get();
        List<byte[]> chunks =
                ExecutorTables.held(version, partition).read(version, partition).whole(version.time());
        return List.<List<byte[]>>of(new ArrayList<>(chunks)).iterator();
    }
}

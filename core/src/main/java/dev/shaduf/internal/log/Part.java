// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.log;

import dev.shaduf.spi.CheckpointStore;
import java.io.IOException;

/**
 * A segment as far as it belongs to the log.
 *
 * @param name its name
 * @param end the first address after it
 */
record Part(SegmentName name, long end) {
    SegmentReader open(CheckpointStore store) throws IOException {
        return open(store, name.base(), end);
    }

    SegmentReader open(CheckpointStore store, long from, long limit) throws IOException {
        return new SegmentReader(store.read(name.toString(), offset(from)), from, limit);
    }

    long offset(long address) {
        return SegmentHeader.BYTES + address - name.base();
    }

    LogDamage damage(Piece.Fault fault) {
        return new LogDamage(
                name.toString(),
                offset(fault.from()),
                fault.from(),
                fault.to(),
                fault.flaw().toString());
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file.internal;

import java.io.IOException;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records that are compressed. */
final class PackedRecords implements RecordEncoder {
    private static final Logger LOG = LoggerFactory.getLogger(PackedRecords.class);

    private final RecordEncoder records;
    private final OutputStream packed;

    PackedRecords(RecordEncoder records, OutputStream packed) {
        this.records = records;
        this.packed = packed;
    }

    @Override
    public void add(Object record) throws IOException {
        records.add(record);
    }

    @Override
    public void end() throws IOException {
        records.end();
        packed.close();
    }

    /** Compressors hold memory outside of the heap. */
    @Override
    public void discard() {
        try {
            packed.close();
        } catch (IOException e) {
            LOG.debug("closing a discarded file failed", e);
        }
    }
}

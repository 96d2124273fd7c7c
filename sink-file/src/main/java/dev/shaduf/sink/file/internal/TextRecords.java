// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;

/** A line of text per record. */
public final class TextRecords implements RecordEncoder {
    private final OutputStream out;

    public TextRecords(OutputStream out) {
        this.out = out;
    }

    @Override
    public void add(Object record) throws IOException {
        out.write(String.valueOf(record).getBytes(UTF_8));
        out.write('\n');
    }

    @Override
    public void end() {}
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import dev.shaduf.internal.block.LoggedPart.Form;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What the log is given of a block: one record, whatever the forms of its parts, so that a crash leaves all of it or nothing.
 *
 * @param parts says what each part is
 * @param contents of those parts that are not in the log yet, in order
 */
record LogEntry(List<LoggedPart> parts, List<ByteBuffer> contents) {
    /**
     * Makes the entry of parts that were stored.
     *
     * @throws dev.shaduf.engine.codec.CodecException if a record cannot be written
     */
    static LogEntry of(List<? extends Part> parts, CodedRecords records) {
        List<Chunk> chunks = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Chunk chunk) {
                chunks.add(chunk);
            }
        }
        Iterator<ByteBuffer> encoded = records.encode(chunks).iterator();
        LogEntry entry = new LogEntry(new ArrayList<>(), new ArrayList<>());
        for (Part part : parts) {
            if (part instanceof EncodedPart bytes) {
                entry.add(bytes);
            } else {
                entry.add(Form.OBJECTS, encoded.next());
            }
        }
        return entry;
    }

    /** Makes the entry of bytes that are in the log. */
    static LogEntry ofWritten(List<Long> addresses) {
        return new LogEntry(
                addresses.stream()
                        .map(address -> new LoggedPart(Form.WRITTEN, address))
                        .toList(),
                List.of());
    }

    private void add(EncodedPart part) {
        if (part.address() == EncodedPart.NOT_LOGGED) {
            add(Form.BYTES, part.content());
        } else {
            parts.add(new LoggedPart(Form.WRITTEN, part.address()));
        }
    }

    private void add(Form form, ByteBuffer content) {
        parts.add(new LoggedPart(form, content.remaining()));
        contents.add(content);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.List;

/**
 * What files hold.
 *
 * @param kind how records become bytes
 * @param codec how these are compressed
 * @param columns the first row of CSV files; empty for none
 */
public record FileContent(Kind kind, Codec codec, List<String> columns) implements Serializable {
    /** How records become bytes. */
    public enum Kind {
        /** A line each. */
        TEXT,
        /** Serialized. */
        OBJECT,
        /** A row each. */
        CSV,
        /** A line of JSON each. */
        JSON
    }

    public FileContent {
        columns = List.copyOf(columns);
    }

    /** Returns the end of the names of files. */
    String suffix() {
        String ofKind = kind == Kind.CSV ? ".csv" : kind == Kind.JSON ? ".json" : "";
        return ofKind + codec.suffix();
    }

    /** Encodes whole files. */
    RecordEncoding files() {
        return out -> begin(out, true);
    }

    /** Encodes pieces, which are put one behind the other with {@link #beginning} before them. */
    RecordEncoding pieces() {
        return out -> begin(out, false);
    }

    /** The bytes before the first piece. */
    byte[] beginning() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (kind == Kind.CSV && !columns.isEmpty()) {
            try (OutputStream packed = codec.compressed(bytes)) {
                packed.write(CsvRecords.row(columns).getBytes(UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private RecordEncoder begin(OutputStream out, boolean first) throws IOException {
        OutputStream packed = codec.compressed(out);
        RecordEncoder records = switch (kind) {
            case TEXT -> new TextRecords(packed);
            case OBJECT -> new ObjectRecords(packed);
            case CSV -> new CsvRecords(packed, columns, first);
            case JSON -> new JsonRecords(packed);
        };
        return codec == Codec.NONE ? records : new PackedRecords(records, packed);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shaduf.function.Function;
import dev.shaduf.spi.SinkBatch;
import java.io.IOException;
import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which directory a record goes to.
 *
 * @param timePattern a pattern of {@link DateTimeFormatter} for the time of the batch in UTC; empty for none
 * @param key makes a directory of a record; null for none
 */
public record Buckets(String timePattern, @Nullable Function<Object, String> key) implements Serializable {
    /** What file systems take; a longer name would be refused when its batch is committed already. */
    private static final int LONGEST = 255;

    private static final int MOST_BYTES_OF_A_CHAR = 3;

    /** Names the directory of all records of a batch, as far as the time decides it. */
    String ofBatch(SinkBatch batch) throws IOException {
        return timePattern.isEmpty()
                ? ""
                : checked(DateTimeFormatter.ofPattern(timePattern, Locale.ROOT)
                        .withZone(ZoneOffset.UTC)
                        .format(Instant.ofEpochMilli(batch.time().milliseconds())));
    }

    /** Names the directory of a record within that of its batch. */
    String ofRecord(String batch, Object record) throws IOException {
        Function<Object, String> function = key;
        if (function == null) {
            return batch;
        }
        String name;
        try {
            name = checked(function.call(record));
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the function that partitions by key failed: " + e, e);
        }
        return batch.isEmpty() ? name : batch + "/" + name;
    }

    /** A name must stay below the directory of the sink, and be seen. */
    private static String checked(@Nullable String name) throws IOException {
        for (String part : String.valueOf(name).split("/", -1)) {
            if (name == null
                    || part.isEmpty()
                    || part.startsWith(".")
                    || part.startsWith("_")
                    || part.indexOf('\0') >= 0
                    || isTooLong(part)) {
                throw new IOException(
                        "'" + name + "' cannot be the directory of records: it must be names between slashes,"
                                + " none of them empty, longer than " + LONGEST
                                + " bytes, or beginning with a dot or an underscore");
            }
        }
        return String.valueOf(name);
    }

    private static boolean isTooLong(String part) {
        return part.length() > LONGEST / MOST_BYTES_OF_A_CHAR && part.getBytes(UTF_8).length > LONGEST;
    }
}

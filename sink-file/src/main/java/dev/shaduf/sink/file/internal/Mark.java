// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shaduf.spi.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.net.URI;
import java.util.Optional;
import java.util.Properties;

/**
 * What {@code _SUCCESS} says about the directory that it is in.
 *
 * @param batch the id of the batch
 * @param output the uid of the output
 * @param epoch the epoch of the run that wrote it
 * @param records the records in all files
 */
record Mark(String batch, String output, long epoch, long records) {
    private static final String NAME = "_SUCCESS";
    /** Ours are far shorter; more of a stranger's file is not read. */
    private static final int LONGEST = 64 << 10;

    /** Writes the mark into a directory. */
    void write(FileStore store, URI directory) throws IOException {
        String text =
                "batch=" + batch + "\noutput=" + escaped(output) + "\nepoch=" + epoch + "\nrecords=" + records + "\n";
        try (OutputStream out = store.create(in(directory))) {
            out.write(text.getBytes(UTF_8));
        }
    }

    /** Reads the mark of a directory, if it is one of ours. */
    static Optional<Mark> read(FileStore store, URI directory) throws IOException {
        URI file = in(directory);
        if (!store.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = store.read(file, 0)) {
            return parse(new String(in.readNBytes(LONGEST), UTF_8));
        }
    }

    private static Optional<Mark> parse(String text) throws IOException {
        try {
            Properties values = new Properties();
            values.load(new StringReader(text));
            return Optional.of(new Mark(
                    required(values, "batch"),
                    required(values, "output"),
                    Long.parseLong(required(values, "epoch")),
                    Long.parseLong(required(values, "records"))));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static String required(Properties values, String key) {
        String value = values.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException(key);
        }
        return value;
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static URI in(URI directory) {
        return URI.create(directory + "/").resolve(NAME);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file.internal;

import dev.shaduf.spi.FileStore;
import dev.shaduf.spi.SinkWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one attempt into a hidden file, which is made for the first record: without records there is none. */
final class PartWriter implements SinkWriter<Object> {
    private static final Logger LOG = LoggerFactory.getLogger(PartWriter.class);
    private static final int BUFFER = 64 << 10;

    private final String sink;
    private final FileStore store;
    private final URI file;
    private final String name;
    private final RecordEncoding encoding;
    private @Nullable Content content;
    private long records;

    /** A file that is being written. */
    private record Content(OutputStream out, RecordEncoder encoder) {}

    PartWriter(String sink, FileStore store, URI directory, String name, RecordEncoding encoding) {
        this.sink = sink;
        this.store = store;
        this.file = directory.resolve(name);
        this.name = name;
        this.encoding = encoding;
    }

    @Override
    public void write(Object record) throws IOException {
        Content begun = content;
        if (begun == null) {
            begun = begin();
            content = begun;
        }
        try {
            begun.encoder().add(record);
            records++;
        } catch (IOException e) {
            throw failure("write", e);
        }
    }

    @Override
    public Serializable prepare() throws IOException {
        try {
            end(content);
            return new StagedPart(name, records);
        } catch (IOException e) {
            throw failure("finish", e);
        }
    }

    /** Writes a file without records. */
    void writeNothing() throws IOException {
        end(begin());
    }

    @Override
    public void abort() {
        Content begun = content;
        if (begun == null) {
            return;
        }
        begun.encoder().discard();
        try {
            begun.out().close();
        } catch (IOException e) {
            LOG.debug("{}: closing discarded file {} failed", sink, file, e);
        }
        try {
            store.delete(file);
        } catch (IOException e) {
            LOG.warn("{}: discarded file {} could not be deleted and goes with its batch", sink, file, e);
        }
    }

    private Content begin() throws IOException {
        try {
            OutputStream out = new BufferedOutputStream(store.create(file), BUFFER);
            try {
                return new Content(out, encoding.begin(out));
            } catch (IOException | RuntimeException | LinkageError e) {
                out.close();
                throw e;
            }
        } catch (IOException e) {
            throw failure("create", e);
        }
    }

    private static void end(@Nullable Content begun) throws IOException {
        if (begun != null) {
            begun.encoder().end();
            begun.out().close();
        }
    }

    private IOException failure(String what, IOException cause) {
        return new IOException(
                "sink " + sink + " could not " + what + " '" + BatchDirectories.readable(file) + "': "
                        + Failures.reason(cause),
                cause);
    }
}

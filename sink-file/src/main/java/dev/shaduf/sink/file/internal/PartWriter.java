// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file.internal;

import dev.shaduf.spi.FileStore;
import dev.shaduf.spi.SinkWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one attempt into a hidden file. */
final class PartWriter implements SinkWriter<Object> {
    private static final Logger LOG = LoggerFactory.getLogger(PartWriter.class);
    private static final int BUFFER = 64 << 10;

    private final String sink;
    private final FileStore store;
    private final URI file;
    private final String name;
    private final OutputStream out;
    private final RecordEncoder encoder;
    private long records;

    PartWriter(String sink, FileStore store, URI directory, String name, RecordEncoding encoding) throws IOException {
        this.sink = sink;
        this.store = store;
        this.file = directory.resolve(name);
        this.name = name;
        try {
            this.out = new BufferedOutputStream(store.create(file), BUFFER);
            this.encoder = encoding.begin(out);
        } catch (IOException e) {
            throw failure("create", e);
        }
    }

    @Override
    public void write(Object record) throws IOException {
        try {
            encoder.add(record);
            records++;
        } catch (IOException e) {
            throw failure("write", e);
        }
    }

    @Override
    public Serializable prepare() throws IOException {
        try {
            encoder.end();
            out.close();
            return new StagedPart(name, records);
        } catch (IOException e) {
            throw failure("finish", e);
        }
    }

    @Override
    public void abort() {
        encoder.discard();
        try {
            out.close();
        } catch (IOException e) {
            LOG.debug("{}: closing discarded file {} failed", sink, file, e);
        }
        try {
            store.delete(file);
        } catch (IOException e) {
            LOG.warn("{}: discarded file {} could not be deleted and goes with its batch", sink, file, e);
        }
    }

    private IOException failure(String what, IOException cause) {
        return new IOException(
                "sink " + sink + " could not " + what + " '" + BatchDirectories.readable(file) + "': "
                        + Failures.reason(cause),
                cause);
    }
}

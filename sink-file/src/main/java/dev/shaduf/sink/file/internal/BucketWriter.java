// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shaduf.spi.FileStore;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.spi.SinkWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one attempt into a hidden directory: a piece per bucket, and a list of them. */
final class BucketWriter implements SinkWriter<Object> {
    private static final Logger LOG = LoggerFactory.getLogger(BucketWriter.class);
    private static final int MOST = 1_000;

    private final String sink;
    private final FileStore store;
    private final URI directory;
    private final String name;
    private final RecordEncoding encoding;
    private final Buckets buckets;
    private final String ofBatch;
    private final Map<String, PartWriter> pieces = new LinkedHashMap<>();
    private long records;

    BucketWriter(
            String sink,
            FileStore store,
            URI attempts,
            String name,
            RecordEncoding encoding,
            Buckets buckets,
            SinkBatch batch)
            throws IOException {
        this.sink = sink;
        this.store = store;
        this.directory = attempts.resolve(name + "/");
        this.name = name;
        this.encoding = encoding;
        this.buckets = buckets;
        this.ofBatch = buckets.ofBatch(batch);
    }

    @Override
    public void write(Object record) throws IOException {
        String bucket = buckets.ofRecord(ofBatch, record);
        PartWriter piece = pieces.get(bucket);
        if (piece == null) {
            if (pieces.size() == MOST) {
                throw new IOException("sink " + sink + " has more than " + MOST
                        + " directories in one partition of a batch; partition by a key with fewer values, or"
                        + " repartition by it first");
            }
            piece = new PartWriter(sink, store, directory, Integer.toString(pieces.size()), encoding);
            pieces.put(bucket, piece);
        }
        piece.write(record);
        records++;
    }

    @Override
    public Serializable prepare() throws IOException {
        StringBuilder list = new StringBuilder();
        for (Map.Entry<String, PartWriter> piece : pieces.entrySet()) {
            piece.getValue().prepare();
            list.append(FileStore.escaped(piece.getKey())).append('\n');
        }
        if (records > 0) {
            try (OutputStream out = store.create(directory.resolve(Roll.LIST))) {
                out.write(list.toString().getBytes(UTF_8));
            } catch (IOException e) {
                throw new IOException(
                        "sink " + sink + " could not finish '" + BatchDirectories.readable(directory) + "': "
                                + Failures.reason(e),
                        e);
            }
        }
        return new StagedPart(name, records);
    }

    @Override
    public void abort() {
        pieces.values().forEach(PartWriter::abort);
        try {
            store.delete(directory);
        } catch (IOException e) {
            LOG.warn("{}: discarded files in {} could not be deleted and go with their batch", sink, directory, e);
        }
    }
}

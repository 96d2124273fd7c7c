// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.text;

import dev.shaduf.engine.Collector;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.spi.FileStore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the records of a partition as lines; the result is the name of the file. */
final class TextPart extends Collector<URI> {
    private static final Logger LOG = LoggerFactory.getLogger(TextPart.class);
    private static final int BUFFER = 64 << 10;

    private final URI file;
    private final Origin origin;
    private final OutputStream out;

    TextPart(URI file, Origin origin) throws IOException {
        this.file = file;
        this.origin = origin;
        this.out = new BufferedOutputStream(FileStore.of(file).create(file), BUFFER);
    }

    @Override
    public void push(Object record) throws IOException {
        byte[] line;
        try {
            line = String.valueOf(record).getBytes(StandardCharsets.UTF_8);
        } catch (RuntimeException e) {
            throw OperatorException.of(origin, e);
        }
        out.write(line);
        out.write('\n');
    }

    @Override
    public URI result() throws IOException {
        out.close();
        return file;
    }

    @Override
    public void abort() {
        try (OutputStream closed = out) {
            LOG.debug("{} is given up", file);
        } catch (IOException e) {
            LOG.debug("{} could not be closed", file, e);
        }
    }
}

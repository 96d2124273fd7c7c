// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket.internal;

import dev.shaduf.spi.LineReader;
import dev.shaduf.spi.Receiver;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Iterator;

/**
 * Lines of text, a record each. They are stored as the bytes that came, and made into strings in the task.
 *
 * @param charsetName the character set, one in which a byte 10 is always the end of a line
 * @param limit what happens to long lines
 */
public record LineFraming(String charsetName, LineLimit limit) implements Framing<String> {
    static final String CUT = "cut-lines";
    static final String PARTIAL = "partial-lines";

    @Override
    public void read(Connection connection, Receiver<String> receiver) throws IOException {
        LineReader lines = limit.lines(connection.in());
        LineStore store = new LineStore(receiver, Charset.forName(charsetName));
        try {
            while (limit.next(lines)) {
                store.store(lines);
            }
        } catch (FramingException e) {
            throw e;
        } catch (IOException e) {
            if (lines.midLine()) {
                receiver.context().count(PARTIAL, 1);
            }
            throw e;
        }
    }

    @Override
    public Iterator<String> decode(ByteBuffer block) {
        return new Lines(block, Charset.forName(charsetName));
    }
}

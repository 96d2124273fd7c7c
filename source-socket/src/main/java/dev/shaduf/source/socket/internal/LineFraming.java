// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket.internal;

import dev.shaduf.spi.Receiver;
import java.io.IOException;
import java.nio.charset.Charset;

/**
 * Lines of text, a record each.
 *
 * @param charsetName the character set, one in which a byte 10 is always the end of a line
 * @param limit what happens to long lines
 */
public record LineFraming(String charsetName, LineLimit limit) implements Framing<String> {
    static final String CUT = "cut-lines";
    static final String PARTIAL = "partial-lines";

    @Override
    public void read(Connection connection, Receiver<String> receiver) throws IOException {
        LineReader lines = new LineReader(connection.in(), limit.bytes(), limit.cut());
        Text text = new Text(Charset.forName(charsetName), receiver.context()::count);
        try {
            while (lines.next()) {
                receiver.store(text.decode(lines.buffer(), lines.offset(), lines.length()));
                if (lines.wasCut()) {
                    receiver.context().count(CUT, 1);
                }
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
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket.internal;

import dev.shaduf.spi.LineReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;

/**
 * What happens to long lines.
 *
 * @param bytes the longest line
 * @param cut whether the rest of a longer one is left out; otherwise the connection is refused
 */
public record LineLimit(int bytes, boolean cut) implements Serializable {
    /** What a socket copies in one go. */
    private static final int BUFFER = 128 << 10;

    LineReader lines(InputStream in) {
        return LineReader.of(in, BUFFER, bytes);
    }

    /** Goes to the next line; false at the end of the bytes. */
    boolean next(LineReader lines) throws IOException {
        boolean found = lines.next();
        if (found && lines.tooLong() && !cut) {
            throw new FramingException("a line is longer than " + bytes + " bytes and long lines are refused;"
                    + " raise max.line.bytes, or set long.lines=cut");
        }
        return found;
    }
}

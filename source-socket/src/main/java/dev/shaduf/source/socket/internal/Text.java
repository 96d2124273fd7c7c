// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket.internal;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.ObjLongConsumer;

/** Makes text of bytes, and counts what was malformed and had to be replaced. Used by one thread. */
final class Text {
    private static final char REPLACEMENT = '\uFFFD';

    private final Charset charset;
    private final String counter;
    private final ObjLongConsumer<String> count;

    Text(Charset charset, ObjLongConsumer<String> count) {
        this.charset = charset;
        this.counter = "malformed-" + charset.name().toLowerCase(Locale.ROOT).replace("-", "");
        this.count = count;
    }

    String decode(byte[] bytes, int offset, int length) {
        String text = new String(bytes, offset, length, charset);
        // free for text of one byte per character, which cannot hold the replacement
        if (text.indexOf(REPLACEMENT) >= 0) {
            report(text, bytes, offset, length);
        }
        return text;
    }

    private void report(String text, byte[] bytes, int offset, int length) {
        long replaced = text.chars().filter(c -> c == REPLACEMENT).count();
        long sent = charset.equals(StandardCharsets.UTF_8) ? replacementsSent(bytes, offset, length) : 0;
        if (replaced > sent) {
            count.accept(counter, replaced - sent);
        }
    }

    /** Counts the replacement characters that the peer itself has sent. */
    private static long replacementsSent(byte[] bytes, int offset, int length) {
        long sent = 0;
        for (int i = offset; i + 2 < offset + length; i++) {
            if (bytes[i] == (byte) 0xEF && bytes[i + 1] == (byte) 0xBF && bytes[i + 2] == (byte) 0xBD) {
                sent++;
            }
        }
        return sent;
    }
}

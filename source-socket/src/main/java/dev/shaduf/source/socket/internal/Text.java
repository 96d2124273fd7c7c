// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket.internal;

import dev.shaduf.spi.LineReader;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.ObjLongConsumer;

/** Makes text of bytes, and counts what was malformed and had to be replaced. Used by one thread. */
final class Text {
    private static final char REPLACEMENT = '\uFFFD';

    private static final int DECODED = 4_096;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGHS = 0x8080_8080_8080_8080L;

    private final Charset charset;
    private final boolean supersetOfAscii;
    private final CharsetDecoder strict;
    private final CharBuffer decoded = CharBuffer.allocate(DECODED);
    private final String counter;
    private final ObjLongConsumer<String> count;

    Text(Charset charset, ObjLongConsumer<String> count) {
        this.charset = charset;
        this.supersetOfAscii = charset.equals(StandardCharsets.UTF_8)
                || charset.equals(StandardCharsets.ISO_8859_1)
                || charset.equals(StandardCharsets.US_ASCII);
        this.strict = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
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

    /** Counts what will be replaced in whole lines. */
    void check(byte[] lines) {
        if (wellFormed(lines)) {
            return;
        }
        for (int start = 0; start < lines.length; ) {
            int newline = LineReader.newline(lines, start, lines.length);
            decode(lines, start, newline - start);
            start = newline + 1;
        }
    }

    /** Tells whether nothing will be replaced, where that can be told for less than it takes to decode. */
    private boolean wellFormed(byte[] lines) {
        if (supersetOfAscii && ascii(lines)) {
            return true;
        }
        return charset.equals(StandardCharsets.UTF_8) && decodes(lines);
    }

    /** Looks at eight bytes at a time. */
    private static boolean ascii(byte[] bytes) {
        long all = 0;
        int at = 0;
        for (; at <= bytes.length - Long.BYTES; at += Long.BYTES) {
            all |= (long) LONGS.get(bytes, at);
        }
        for (; at < bytes.length; at++) {
            all |= bytes[at];
        }
        return (all & HIGHS) == 0;
    }

    private boolean decodes(byte[] lines) {
        ByteBuffer in = ByteBuffer.wrap(lines);
        strict.reset();
        CoderResult result;
        do {
            result = strict.decode(in, decoded.clear(), true);
        } while (result.isOverflow());
        return result.isUnderflow();
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

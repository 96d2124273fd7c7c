// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Bytes as a person can read them: as text where they are, else as hexadecimal digits. */
final class Preview {
    private static final int LONGEST = 1_000;

    private Preview() {}

    static String of(@Nullable ByteBuffer bytes) {
        if (bytes == null) {
            return "";
        }
        ByteBuffer head = bytes.duplicate();
        head.limit(head.position() + Math.min(LONGEST, head.remaining()));
        boolean whole = head.remaining() == bytes.remaining();
        CharBuffer text = CharBuffer.allocate(head.remaining());
        // What the cut leaves of a character is not malformed.
        if (UTF_8.newDecoder().decode(head.duplicate(), text, whole).isUnderflow()) {
            return text.flip().toString();
        }
        byte[] copy = new byte[head.remaining()];
        head.get(copy);
        return HexFormat.of().formatHex(copy);
    }
}

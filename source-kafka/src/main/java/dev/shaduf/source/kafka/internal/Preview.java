// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
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
        try {
            return UTF_8.newDecoder().decode(head.duplicate()).toString();
        } catch (CharacterCodingException e) {
            byte[] copy = new byte[head.remaining()];
            head.get(copy);
            return HexFormat.of().formatHex(copy);
        }
    }
}

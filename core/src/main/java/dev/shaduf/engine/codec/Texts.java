// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import java.nio.charset.StandardCharsets;

/** Strings: as UTF-8, those that have none (a surrogate without its other half) by their chars. */
final class Texts {
    private Texts() {}

    /** Writes a tagged string. */
    static void write(String text, Output out) {
        int start = out.size();
        int length = text.length();
        out.writeByte(Tag.STRING);
        out.writeUnsigned(length);
        if (!writeAscii(text, length, out)) {
            out.used(start);
            writeOther(text, out);
        }
    }

    private static boolean writeAscii(String text, int length, Output out) {
        byte[] bytes = out.reserve(length);
        int at = out.size();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return false;
            }
            bytes[at + i] = (byte) c;
        }
        out.used(at + length);
        return true;
    }

    private static void writeOther(String text, Output out) {
        if (StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            byte[] utf = text.getBytes(StandardCharsets.UTF_8);
            out.writeByte(Tag.STRING);
            out.writeUnsigned(utf.length);
            out.writeBytes(utf, 0, utf.length);
        } else {
            out.writeByte(Tag.STRING_16);
            out.writeUnsigned(text.length());
            text.chars().forEach(c -> out.writeFixed(c, Character.BYTES));
        }
    }

    static String readChars(Decoder in) {
        char[] chars = new char[in.readCount(Character.BYTES)];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) in.readFixed(Character.BYTES);
        }
        return new String(chars);
    }
}

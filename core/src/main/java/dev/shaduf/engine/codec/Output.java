// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A growing array of bytes, and how numbers are written into it. */
abstract class Output {
    private static final int LARGEST = 1 << 30;
    private static final int LONGEST_VARINT = 10;

    private byte[] bytes;
    private int used;

    Output(int capacity) {
        bytes = new byte[capacity];
    }

    /**
     * Writes the low byte of a number.
     *
     * @param value the number
     */
    public final void writeByte(int value) {
        if (used == bytes.length) {
            reserve(1);
        }
        bytes[used++] = (byte) value;
    }

    /**
     * Writes a number that is not negative, in as few bytes as it needs.
     *
     * @param value the number
     */
    public final void writeUnsigned(long value) {
        if (value >= 0 && value < 0x80) {
            writeByte((int) value);
            return;
        }
        reserve(LONGEST_VARINT);
        long rest = value;
        int at = used;
        while ((rest & ~0x7FL) != 0) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
        used = at;
    }

    /**
     * Writes a number, in fewer bytes the nearer it is to 0.
     *
     * @param value the number
     */
    public final void writeLong(long value) {
        writeUnsigned((value << 1) ^ (value >> 63));
    }

    /**
     * Writes bytes.
     *
     * @param source where they are
     * @param offset the first
     * @param length how many
     */
    public final void writeBytes(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, bytes, used, length);
        used += length;
    }

    /**
     * Returns the bytes written.
     *
     * @return how many
     */
    public final int size() {
        return used;
    }

    /**
     * Returns what was written.
     *
     * @return a copy
     */
    public final byte[] toBytes() {
        return Arrays.copyOf(bytes, used);
    }

    /**
     * Returns what was written, without copying: to be read, and before more is written.
     *
     * @return a view
     */
    public final ByteBuffer view() {
        return ByteBuffer.wrap(bytes, 0, used);
    }

    final void writeFixed(long value, int size) {
        reserve(size);
        for (int i = size - 1; i >= 0; i--) {
            bytes[used++] = (byte) (value >>> (8 * i));
        }
    }

    /** Makes room; returns the array to write into from {@link #size}, then to be told how far with {@link #used}. */
    final byte[] reserve(int more) {
        if (more > bytes.length - used) {
            if (more > LARGEST - used) {
                throw new CodecException("a value takes more than 1 GB encoded; keep smaller values, under more keys");
            }
            bytes = Arrays.copyOf(bytes, Math.max(used + more, Math.min(LARGEST, bytes.length * 2)));
        }
        return bytes;
    }

    final void used(int size) {
        used = size;
    }

    /** Writes the bytes from a place on once more, their number before them. */
    final void prefixLength(int from) {
        int length = used - from;
        writeUnsigned(length);
        int prefix = used - from - length;
        byte[] number = Arrays.copyOfRange(bytes, used - prefix, used);
        System.arraycopy(bytes, from, bytes, from + prefix, length);
        System.arraycopy(number, 0, bytes, from, prefix);
    }
}

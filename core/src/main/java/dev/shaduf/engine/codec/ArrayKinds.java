// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import java.util.List;

/** Arrays of primitives. */
final class ArrayKinds {
    private ArrayKinds() {}

    static List<Kind> all() {
        return List.of(
                Kind.of(30, byte[].class, ArrayKinds::writeBytes, (in, plain) -> in.readBytes(in.readCount(1))),
                Kind.of(31, boolean[].class, ArrayKinds::write, (in, plain) -> readBooleans(in)),
                Kind.of(32, short[].class, ArrayKinds::write, (in, plain) -> readShorts(in)),
                Kind.of(33, char[].class, ArrayKinds::write, (in, plain) -> readChars(in)),
                Kind.of(34, int[].class, ArrayKinds::write, (in, plain) -> readInts(in)),
                Kind.of(35, long[].class, ArrayKinds::write, (in, plain) -> readLongs(in)),
                Kind.of(36, float[].class, ArrayKinds::write, (in, plain) -> readFloats(in)),
                Kind.of(37, double[].class, ArrayKinds::write, (in, plain) -> readDoubles(in)));
    }

    static void writeBytes(byte[] array, Output out) {
        out.writeUnsigned(array.length);
        out.writeBytes(array, 0, array.length);
    }

    private static void write(boolean[] array, Output out) {
        out.writeUnsigned(array.length);
        for (boolean element : array) {
            out.writeByte(element ? 1 : 0);
        }
    }

    private static boolean[] readBooleans(Decoder in) {
        boolean[] array = new boolean[in.readCount(1)];
        for (int i = 0; i < array.length; i++) {
            array[i] = in.readByte() != 0;
        }
        return array;
    }

    private static void write(short[] array, Output out) {
        out.writeUnsigned(array.length);
        for (short element : array) {
            out.writeFixed(element, Short.BYTES);
        }
    }

    private static short[] readShorts(Decoder in) {
        short[] array = new short[in.readCount(Short.BYTES)];
        for (int i = 0; i < array.length; i++) {
            array[i] = (short) in.readFixed(Short.BYTES);
        }
        return array;
    }

    private static void write(char[] array, Output out) {
        out.writeUnsigned(array.length);
        for (char element : array) {
            out.writeFixed(element, Character.BYTES);
        }
    }

    private static char[] readChars(Decoder in) {
        char[] array = new char[in.readCount(Character.BYTES)];
        for (int i = 0; i < array.length; i++) {
            array[i] = (char) in.readFixed(Character.BYTES);
        }
        return array;
    }

    private static void write(int[] array, Output out) {
        out.writeUnsigned(array.length);
        for (int element : array) {
            out.writeLong(element);
        }
    }

    private static int[] readInts(Decoder in) {
        int[] array = new int[in.readCount(1)];
        for (int i = 0; i < array.length; i++) {
            array[i] = in.readInt();
        }
        return array;
    }

    private static void write(long[] array, Output out) {
        out.writeUnsigned(array.length);
        for (long element : array) {
            out.writeLong(element);
        }
    }

    private static long[] readLongs(Decoder in) {
        long[] array = new long[in.readCount(1)];
        for (int i = 0; i < array.length; i++) {
            array[i] = in.readLong();
        }
        return array;
    }

    private static void write(float[] array, Output out) {
        out.writeUnsigned(array.length);
        for (float element : array) {
            ScalarKinds.writeFloat(element, out);
        }
    }

    private static float[] readFloats(Decoder in) {
        float[] array = new float[in.readCount(Float.BYTES)];
        for (int i = 0; i < array.length; i++) {
            array[i] = ScalarKinds.readFloat(in);
        }
        return array;
    }

    private static void write(double[] array, Output out) {
        out.writeUnsigned(array.length);
        for (double element : array) {
            ScalarKinds.writeDouble(element, out);
        }
    }

    private static double[] readDoubles(Decoder in) {
        double[] array = new double[in.readCount(Double.BYTES)];
        for (int i = 0; i < array.length; i++) {
            array[i] = ScalarKinds.readDouble(in);
        }
        return array;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.UUID;

/** Numbers and the like. */
final class ScalarKinds {
    private ScalarKinds() {}

    static List<Kind> all() {
        return List.of(
                Kind.of(
                        5,
                        Boolean.class,
                        (value, out) -> out.writeByte(value ? 1 : 0),
                        (in, plain) -> in.readByte() != 0),
                Kind.of(6, Byte.class, (value, out) -> out.writeByte(value), (in, plain) -> (byte) in.readByte()),
                Kind.of(7, Short.class, (value, out) -> out.writeLong(value), (in, plain) -> (short) in.readInt()),
                Kind.of(8, Character.class, (value, out) -> out.writeUnsigned(value), (in, plain) ->
                        (char) in.readUnsigned()),
                Kind.of(9, Float.class, ScalarKinds::writeFloat, (in, plain) -> readFloat(in)),
                Kind.of(10, Double.class, ScalarKinds::writeDouble, (in, plain) -> readDouble(in)),
                Kind.of(11, UUID.class, ScalarKinds::writeUuid, (in, plain) -> readUuid(in)),
                Kind.of(
                        12,
                        BigInteger.class,
                        (value, out) -> ArrayKinds.writeBytes(value.toByteArray(), out),
                        (in, plain) -> readInteger(in)),
                Kind.of(13, BigDecimal.class, ScalarKinds::writeDecimal, (in, plain) -> readDecimal(in)));
    }

    static void writeFloat(float value, Output out) {
        out.writeFixed(Float.floatToRawIntBits(value), Float.BYTES);
    }

    static float readFloat(Decoder in) {
        return Float.intBitsToFloat((int) in.readFixed(Float.BYTES));
    }

    static void writeDouble(double value, Output out) {
        out.writeFixed(Double.doubleToRawLongBits(value), Double.BYTES);
    }

    static double readDouble(Decoder in) {
        return Double.longBitsToDouble(in.readFixed(Double.BYTES));
    }

    static void writeUuid(UUID value, Output out) {
        out.writeFixed(value.getMostSignificantBits(), Long.BYTES);
        out.writeFixed(value.getLeastSignificantBits(), Long.BYTES);
    }

    static UUID readUuid(Decoder in) {
        return new UUID(in.readFixed(Long.BYTES), in.readFixed(Long.BYTES));
    }

    private static void writeDecimal(BigDecimal value, Encoder out) {
        out.writeLong(value.scale());
        ArrayKinds.writeBytes(value.unscaledValue().toByteArray(), out);
    }

    private static BigDecimal readDecimal(Decoder in) {
        int scale = in.readInt();
        return new BigDecimal(readInteger(in), scale);
    }

    private static BigInteger readInteger(Decoder in) {
        return new BigInteger(in.readBytes(in.readCount(1)));
    }
}

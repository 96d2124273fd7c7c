// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import dev.shaduf.spi.StateCodec;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Map;

/**
 * A class whose values a codec of the user wrote.
 *
 * @param type the name of the class
 * @param version the version of the codec
 */
record CodedClass(String type, int version) implements NamedClass {
    @Override
    public Object read(Decoder in) {
        StateCodec<?> codec = in.codecs().codec(type);
        byte[] bytes = in.readBytes(in.readCount(1));
        try {
            return codec.read(new DataInputStream(new ByteArrayInputStream(bytes)), version);
        } catch (IOException | RuntimeException e) {
            throw new CodecException(
                    codec.getClass().getName() + " could not read a value of " + type + " that its version " + version
                            + " wrote in " + bytes.length + " bytes: " + e,
                    e);
        }
    }

    @Override
    public Object readPlain(Decoder in) {
        int length = in.readCount(1);
        in.readBytes(length);
        return new PlainValue(type, Map.of("bytes", length));
    }
}

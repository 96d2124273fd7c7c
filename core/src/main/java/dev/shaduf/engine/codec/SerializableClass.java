// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A class that was written by Java serialization.
 *
 * @param type the name of the class
 */
record SerializableClass(String type) implements NamedClass {
    @Override
    public Object read(Decoder in) {
        Codecs codecs = in.codecs();
        AllowedClasses allowed = codecs.allowed(codecs.find(type, "a value of it was written"));
        byte[] bytes = in.readBytes(in.readCount(1));
        try (ObjectInputStream objects = new Finding(bytes, codecs)) {
            objects.setObjectInputFilter(allowed.filter(bytes.length));
            return objects.readObject();
        } catch (IOException | ClassNotFoundException | RuntimeException e) {
            throw known(e).orElseGet(() -> new CodecException(
                    "a value of " + type + " cannot be read by Java serialization: " + e
                            + "; put back the class as it was, or drop the state",
                    e));
        } catch (StackOverflowError e) {
            throw SerializableForm.tooDeep(type);
        }
    }

    /** Returns what says what is wrong: what the codecs threw themselves, maybe from within the filter. */
    private static Optional<CodecException> known(Exception thrown) {
        return Stream.of(thrown, thrown.getCause())
                .filter(CodecException.class::isInstance)
                .map(CodecException.class::cast)
                .findFirst();
    }

    @Override
    public Object readPlain(Decoder in) {
        int length = in.readCount(1);
        in.readBytes(length);
        return new PlainValue(type, Map.of("bytes", length));
    }

    /** Finds classes as the codecs do. */
    private static final class Finding extends ObjectInputStream {
        private final Codecs codecs;

        Finding(byte[] bytes, Codecs codecs) throws IOException {
            super(new ByteArrayInputStream(bytes));
            this.codecs = codecs;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) {
            return codecs.find(description.getName(), "it is in a value that was written");
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;

/**
 * A class that is written by Java serialization, for want of a better way.
 *
 * @param type the class
 * @param allowed what may be in a value
 */
record SerializableForm(Class<?> type, AllowedClasses allowed) implements Form {
    @Override
    public Form name(Encoder out) {
        allowed.check(type);
        out.writeByte(Tag.NAME_SERIALIZABLE);
        Texts.write(type.getName(), out);
        return this;
    }

    @Override
    public void write(Object value, Encoder out) {
        int start = out.size();
        try (ObjectOutputStream objects = new Checking(new CodedForm.Appending(out), allowed)) {
            objects.writeObject(value);
        } catch (IOException | RuntimeException e) {
            throw e instanceof CodecException known
                    ? known
                    : new CodecException(
                            "a value of " + type.getName() + " cannot be written by Java serialization: " + e
                                    + "; make it a record, or register a StateCodec",
                            e);
        } catch (StackOverflowError e) {
            throw tooDeep(type.getName());
        }
        out.prefixLength(start);
    }

    static CodecException tooDeep(String type) {
        return new CodecException("a value of " + type + " is too deep for Java serialization: an object holds another,"
                + " which holds another, and so on for longer than the stack takes; keep flat values, or register a"
                + " StateCodec");
    }

    /** Refuses on writing what would be refused on reading. */
    private static final class Checking extends ObjectOutputStream {
        private final AllowedClasses allowed;

        Checking(OutputStream out, AllowedClasses allowed) throws IOException {
            super(out);
            this.allowed = allowed;
        }

        @Override
        protected void annotateClass(Class<?> type) throws InvalidClassException {
            allowed.check(type);
        }
    }
}

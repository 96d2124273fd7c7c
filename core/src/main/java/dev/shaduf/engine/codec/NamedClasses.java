// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

/** Reads what a chunk says of the classes that it names. */
final class NamedClasses {
    private NamedClasses() {}

    static NamedClass read(int tag, Decoder in) {
        String type = in.text();
        return switch (tag) {
            case Tag.NAME_RECORD -> RecordClass.read(type, in);
            case Tag.NAME_ENUM -> new EnumClass(type);
            case Tag.NAME_ARRAY -> new ArrayClass(type);
            case Tag.NAME_CODED -> new CodedClass(type, in.readInt());
            case Tag.NAME_SERIALIZABLE -> new SerializableClass(type);
            default -> throw in.damaged("a class of unknown kind " + tag);
        };
    }
}

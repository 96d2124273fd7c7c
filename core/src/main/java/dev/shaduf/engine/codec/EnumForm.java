// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

/**
 * An enum: its constants by name, each spelled once in a chunk.
 *
 * @param type the class
 */
record EnumForm(Class<?> type) implements Form {
    @Override
    public Form name(Encoder out) {
        out.writeByte(Tag.NAME_ENUM);
        Texts.write(type.getName(), out);
        return new InChunk(new int[type.getEnumConstants().length]);
    }

    @Override
    public void write(Object value, Encoder out) {
        throw new IllegalStateException(type + " has not been named in the chunk");
    }

    /** The constants spelled so far. */
    private static final class InChunk implements Form {
        /** The number of each constant, from 1; 0 for one that has not been spelled. */
        private final int[] numbers;

        private int spelled;

        InChunk(int[] numbers) {
            this.numbers = numbers;
        }

        @Override
        public void write(Object value, Encoder out) {
            Enum<?> constant = (Enum<?>) value;
            int number = numbers[constant.ordinal()];
            if (number > 0) {
                out.writeUnsigned(number - 1);
            } else {
                out.defined();
                out.writeUnsigned(spelled);
                Texts.write(constant.name(), out);
                numbers[constant.ordinal()] = ++spelled;
            }
        }
    }
}

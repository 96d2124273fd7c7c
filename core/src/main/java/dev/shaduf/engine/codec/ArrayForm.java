// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

/**
 * An array of references.
 *
 * @param component the class of its components
 */
record ArrayForm(Class<?> component) implements Form {
    @Override
    public Form name(Encoder out) {
        out.writeByte(Tag.NAME_ARRAY);
        Texts.write(component.getName(), out);
        return this;
    }

    @Override
    public void write(Object value, Encoder out) {
        Object[] array = (Object[]) value;
        out.writeUnsigned(array.length);
        for (Object element : array) {
            out.write(element);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;

/**
 * Reads what {@link RecordObjectsOut} wrote, or Java serialization alone; finds classes where the program that runs finds them, which may not be
 * where this library was loaded.
 */
public final class RecordObjectsIn extends ObjectInputStream {
    /**
     * Begins to read.
     *
     * @param in where from
     * @throws IOException if that cannot be read
     */
    public RecordObjectsIn(InputStream in) throws IOException {
        super(in);
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass type) throws IOException, ClassNotFoundException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        if (loader != null) {
            try {
                return Class.forName(type.getName(), false, loader);
            } catch (ClassNotFoundException e) {
                return super.resolveClass(type); // primitive types, and classes that only the caller's loader knows
            }
        }
        return super.resolveClass(type);
    }
}

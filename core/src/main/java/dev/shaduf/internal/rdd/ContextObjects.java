// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;

/** Finds classes where the program that runs finds them. */
final class ContextObjects extends ObjectInputStream {
    ContextObjects(InputStream in) throws IOException {
        super(in);
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass type) throws IOException, ClassNotFoundException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        if (loader != null) {
            try {
                return Class.forName(type.getName(), false, loader);
            } catch (ClassNotFoundException e) {
                // Primitive types, and classes that only the caller's loader knows.
                return super.resolveClass(type);
            }
        }
        return super.resolveClass(type);
    }
}

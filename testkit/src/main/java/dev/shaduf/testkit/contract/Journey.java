// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit.contract;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;

/** Sends objects between this class loader and a second one, as they travel between the JVMs of a cluster. */
final class Journey implements AutoCloseable {
    private final PluginClassLoader away = new PluginClassLoader();

    /** Makes a copy whose classes are loaded by the second class loader. */
    <X> X there(X object) throws IOException, ClassNotFoundException {
        return read(bytes(object), away);
    }

    /** Makes a copy whose classes are those of this side. */
    static <X> X home(X object) throws IOException, ClassNotFoundException {
        return read(bytes(object), Journey.class.getClassLoader());
    }

    static byte[] bytes(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        away.close();
    }

    /** A copy has the type of its original. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X> X read(byte[] bytes, ClassLoader loader) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new LoadedBy(new ByteArrayInputStream(bytes), loader)) {
            return (X) in.readObject();
        }
    }

    private static final class LoadedBy extends ObjectInputStream {
        private final ClassLoader loader;

        LoadedBy(InputStream in, ClassLoader loader) throws IOException {
            super(in);
            this.loader = loader;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(description.getName(), false, loader);
            } catch (ClassNotFoundException e) {
                return super.resolveClass(description);
            }
        }
    }
}

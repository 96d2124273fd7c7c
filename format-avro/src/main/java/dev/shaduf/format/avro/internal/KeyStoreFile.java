// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.avro.internal;

import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

/**
 * A file of certificates or keys.
 *
 * @param file where it is
 * @param password opens it
 */
public record KeyStoreFile(String file, String password) implements Serializable {
    KeyStore open() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(new File(file), password.toCharArray());
    }

    @Override
    public String toString() {
        return file;
    }
}

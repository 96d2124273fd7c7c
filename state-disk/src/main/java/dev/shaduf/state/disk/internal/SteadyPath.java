// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.state.disk.internal;

import java.io.FileNotFoundException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** Names files that an interrupt does not close, for the store. */
public final class SteadyPath extends FilePathWrapper {
    private static final String SCHEME = "shaduf-steady";

    static {
        FilePath.register(new SteadyPath());
    }

    /** For the store, which makes one for each name. */
    public SteadyPath() {}

    /**
     * Returns what the store is to call a file.
     *
     * @param file the file
     * @return its name
     */
    public static String of(Path file) {
        return SCHEME + ":" + file;
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws FileNotFoundException {
        return new SteadyFile(getBase().toString(), mode);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that the first version of a format wrote, kept beside the tests. */
public final class Fixtures {
    /** Whether files are written that are not there yet: {@code -Dfixtures.write=true}, in the module's directory. */
    public static final boolean AS_NEW = Boolean.getBoolean("fixtures.write");

    private static final Path DIRECTORY = Path.of("src/test/resources/dev/shaduf/engine/codec");

    private Fixtures() {}

    /** Reads a file. */
    public static byte[] read(String name) throws IOException {
        if (AS_NEW) {
            return Files.readAllBytes(DIRECTORY.resolve(name));
        }
        try (InputStream in = Fixtures.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(name + " is missing in " + DIRECTORY + "; it must never be deleted");
            }
            return in.readAllBytes();
        }
    }

    /** Writes a file, unless there is one: those that are there are what other versions wrote. */
    public static void write(String name, byte[] bytes) throws IOException {
        Files.createDirectories(DIRECTORY);
        if (Files.notExists(DIRECTORY.resolve(name))) {
            Files.write(DIRECTORY.resolve(name), bytes);
        }
    }
}

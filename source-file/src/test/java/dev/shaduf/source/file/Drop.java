// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Puts files into a directory as a careful writer does: under a hidden name first. */
final class Drop {
    private Drop() {}

    static Path into(Path folder, String name, String content) throws IOException {
        return into(folder, name, content.getBytes(UTF_8));
    }

    static Path into(Path folder, String name, byte[] content) throws IOException {
        Path hidden = Files.write(Files.createTempFile(folder, ".drop-", ""), content);
        return Files.move(hidden, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}

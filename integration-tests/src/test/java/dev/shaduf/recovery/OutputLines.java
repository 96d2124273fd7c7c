// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** What a file sink has published. */
final class OutputLines {
    private OutputLines() {}

    /** Reads the lines of all files below a directory that are not hidden. */
    static List<String> of(Path directory) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path part : parts(directory)) {
            byte[] bytes = Files.readAllBytes(part);
            InputStream in = new ByteArrayInputStream(bytes);
            try (InputStream plain = part.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
                new String(plain.readAllBytes(), UTF_8).lines().forEach(lines::add);
            }
        }
        return lines;
    }

    private static List<Path> parts(Path directory) throws IOException {
        List<Path> parts = new ArrayList<>();
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : entries.toList()) {
                String name = entry.getFileName().toString();
                if (Files.isDirectory(entry) && !name.startsWith(".")) {
                    parts.addAll(parts(entry));
                } else if (name.startsWith("part-")) {
                    parts.add(entry);
                }
            }
        } catch (NoSuchFileException e) {
            return parts;
        }
        return parts;
    }
}

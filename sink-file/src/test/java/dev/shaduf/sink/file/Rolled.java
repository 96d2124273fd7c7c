// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** What a reader sees below a directory: every file on whose path nothing begins with a dot. */
record Rolled(Path folder, List<Path> files) {
    static Rolled in(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return new Rolled(folder, List.of());
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return new Rolled(
                    folder,
                    all.filter(Files::isRegularFile)
                            .filter(file -> !folder.relativize(file).toString().matches("(.*/)?\\..*"))
                            .sorted()
                            .toList());
        }
    }

    List<String> directories() {
        return files.stream()
                .map(file -> folder.relativize(file.getParent()).toString())
                .distinct()
                .toList();
    }

    List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file);
                    InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
                new String(text.readAllBytes(), UTF_8).lines().forEach(lines::add);
            }
        }
        return lines;
    }
}

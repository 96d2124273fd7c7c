// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a reader of a folder of batches sees: everything whose name does not begin with a dot or an underscore. */
record Published(List<Path> directories) {
    static Published in(Path folder) throws IOException {
        return new Published(visible(folder));
    }

    List<String> names() {
        return directories.stream().map(d -> d.getFileName().toString()).toList();
    }

    List<Path> parts() throws IOException {
        List<Path> parts = new ArrayList<>();
        for (Path directory : directories) {
            parts.addAll(visible(directory));
        }
        return parts;
    }

    List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path part : parts()) {
            lines.addAll(Files.readAllLines(part));
        }
        return lines;
    }

    private static List<Path> visible(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !entry.getFileName().toString().matches("[._].*"))
                    .sorted()
                    .toList();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.model;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Has what {@code print} writes to the console while it is open. */
final class Pages implements AutoCloseable {
    private final PrintStream before = System.out;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    Pages() {
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
    }

    /** The lines of each page, by the time at its head. */
    Map<Long, List<Object>> byMillis() {
        Map<Long, List<Object>> pages = new HashMap<>();
        List<Object> page = new ArrayList<>();
        for (String line : written.toString(StandardCharsets.UTF_8).split(System.lineSeparator())) {
            if (line.startsWith("Time: ")) {
                page = new ArrayList<>();
                pages.put(Long.parseLong(line.replaceAll("\\D", "")), page);
            } else if (!line.isEmpty() && !line.startsWith("----")) {
                page.add(line);
            }
        }
        return pages;
    }

    @Override
    public void close() {
        System.setOut(before);
    }
}

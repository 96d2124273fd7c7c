// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A Markdown table that is printed and, on demand, appended to {@code RESULTS.md} with the command that made it. */
final class Report {

    private final List<String> lines = new ArrayList<>();

    Report(List<String> columns) {
        lines.add(row(columns));
        lines.add(row(columns.stream().map(column -> "---").toList()));
    }

    void add(List<String> cells) {
        lines.add(row(cells));
    }

    void publish(Settings settings) throws IOException {
        String table = String.join("\n", lines) + "\n";
        System.out.println();
        System.out.print(table);
        if (settings.record()) {
            String entry = "\n" + LocalDate.now(ZoneOffset.UTC) + ", " + machine() + ", `" + settings.command()
                    + "`\n\n" + table;
            Path results = settings.home().resolve("RESULTS.md");
            Files.writeString(results, entry, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private static String machine() {
        return Runtime.getRuntime().availableProcessors() + " cores, Java " + System.getProperty("java.version");
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}

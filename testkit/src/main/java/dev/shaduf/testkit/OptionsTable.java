// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shaduf.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Keeps the table of options in a connector's page the same as its settings. The table stands between the lines {@code
 * <!-- options -->} and {@code <!-- /options -->}. A test calls {@link #check}; run it with {@code -Ddocs.update=true}
 * to have the table written.
 */
public final class OptionsTable {
    private static final String BEGIN = "<!-- options -->\n";
    private static final String END = "<!-- /options -->";
    private static final String UPDATE = "docs.update";

    private OptionsTable() {}

    /**
     * Makes the table of some settings.
     *
     * @param settings the settings, in the order of the table
     * @return a table in Markdown, one row per setting
     */
    public static String of(List<Setting<?>> settings) {
        StringBuilder table = new StringBuilder("| option | type | default | meaning |\n|---|---|---|---|\n");
        for (Setting<?> setting : settings) {
            String fallback = setting.defaultText().isEmpty() ? "" : "`" + setting.defaultText() + "`";
            table.append("| `").append(setting.key()).append("` | ").append(setting.type());
            table.append(" | ").append(setting.required() ? "*required*" : fallback);
            table.append(" | ")
                    .append(setting.doc())
                    .append(". Allowed: ")
                    .append(setting.allowed())
                    .append(" |\n");
        }
        return table.toString();
    }

    /**
     * Checks that a page has the table of some settings.
     *
     * @param page the page
     * @param settings the settings
     * @throws IOException if the page cannot be read
     * @throws AssertionError if the table is missing or another one
     */
    public static void check(Path page, List<Setting<?>> settings) throws IOException {
        String text = Files.readString(page, UTF_8);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new AssertionError(page + " has no place for its options: the lines " + BEGIN.trim() + " and " + END);
        }
        String expected = of(settings);
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(page, text.substring(0, begin) + BEGIN + expected + text.substring(end), UTF_8);
        } else if (!text.substring(begin + BEGIN.length(), end).equals(expected)) {
            throw new AssertionError(
                    "the options in " + page + " differ from the settings of the code; run this test with -D" + UPDATE
                            + "=true. It should say:\n" + expected);
        }
    }
}

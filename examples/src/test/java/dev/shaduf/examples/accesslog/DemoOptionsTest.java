// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents tell people to type. */
class DemoOptionsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern COMMAND = Pattern.compile("\\./shaduf demo([^`#]*)");
    private static final Pattern OPTION = Pattern.compile("--([a-z-]+)");

    private final List<String> known =
            DemoOptions.SETTINGS.stream().map(Setting::key).toList();

    @Test
    void shouldKnowEveryOptionThatTheDocumentsShow() throws IOException {
        TreeSet<String> shown = new TreeSet<>();
        for (Path page : pages()) {
            COMMAND.matcher(Files.readString(page))
                    .results()
                    .flatMap(command -> OPTION.matcher(command.group(1)).results())
                    .forEach(option -> shown.add(option.group(1)));
        }

        assertThat(shown).contains("host", "port", "kafka").isSubsetOf(known);
    }

    @Test
    void shouldBeInTheUsageOfTheCommand() throws IOException {
        String usage = Files.readString(ROOT.resolve("shaduf"));

        assertThat(known).allSatisfy(option -> assertThat(usage).contains("--" + option));
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(ROOT.resolve("README.md")),
                            files.filter(file -> file.toString().endsWith(".md")))
                    .toList();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.config.ConfigurationException;
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

    @Test
    void shouldTakeEveryCommandOfTheUsage() {
        assertThatCode(() -> {
                    DemoOptions.parse(words("--lines 10 --rate 5 --output out --jdbc-url jdbc:h2:mem:x --jdbc-user a"));
                    DemoOptions.parse(words("--host localhost --port 9999 --output out"));
                    DemoOptions.parse(words("--port 9999"));
                    DemoOptions.parse(words("--kafka localhost:9092 --topic log --to totals --jdbc-url jdbc:h2:mem:x"));
                    DemoOptions.parse(words("--embedded-kafka --lines 10 --rate 5 --output out"));
                    DemoOptions.parse(words("--dir books --output out"));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseWhatDoesNothingBesideTheInput() {
        assertThatThrownBy(() -> DemoOptions.parse(words("--dir books --embedded-kafka --jdbc-url jdbc:h2:mem:x")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("--embedded-kafka does nothing beside --dir; leave out one of them")
                .hasMessageContaining("--jdbc-url does nothing beside --dir");
        assertThatThrownBy(() -> DemoOptions.parse(words("--host localhost --lines 5")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("--lines does nothing beside --host");
    }

    private static String[] words(String command) {
        return command.split(" ");
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

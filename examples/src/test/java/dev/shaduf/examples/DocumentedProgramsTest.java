// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that the documents and the Javadoc show are those that are compiled and run here. */
class DocumentedProgramsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern QUOTE =
            Pattern.compile("<!-- program: (\\S+) -->\\s*```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern JAVADOC_QUOTE =
            Pattern.compile("<!-- program: (\\S+) -->\n \\* <pre>\\{@code\n(.*?) \\* }</pre>", Pattern.DOTALL);
    private static final Pattern REGION =
            Pattern.compile("// tag::program\\[\\]\\n(.*?)\\n *// end::program\\[\\]", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]*)(?:#([^)]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    @TestFactory
    Stream<DynamicTest> shouldQuoteTheProgramAsItIsCompiled() throws IOException {
        return documents()
                .flatMap(page -> QUOTE.matcher(text(page))
                        .results()
                        .map(quote -> DynamicTest.dynamicTest(
                                page + " quotes " + quote.group(1),
                                () -> assertThat(quote.group(2).strip())
                                        .isEqualTo(region(ROOT.resolve(quote.group(1)))))));
    }

    @TestFactory
    Stream<DynamicTest> shouldQuoteTheProgramInJavadocAsItIsCompiled() throws IOException {
        return sources()
                .flatMap(source -> JAVADOC_QUOTE
                        .matcher(text(source))
                        .results()
                        .map(quote -> DynamicTest.dynamicTest(
                                source + " quotes " + quote.group(1),
                                () -> assertThat(quote.group(2)
                                                .replaceAll("(?m)^ \\* ?", "")
                                                .strip())
                                        .isEqualTo(region(ROOT.resolve(quote.group(1)))))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Receiver", "ReceiverProvider", "Source", "SourceProvider", "Sink", "SinkProvider", "StateCodec"
            })
    void shouldShowAWholeProgramForWhatAUserPlugsIn(String spi) {
        String source = text(ROOT.resolve("core/src/main/java/dev/shaduf/spi/" + spi + ".java"));

        assertThat(JAVADOC_QUOTE.matcher(source).results()).hasSize(1);
    }

    @Test
    void shouldShowAReceiverInTwentyLines() {
        String receiver =
                region(ROOT.resolve("examples/src/main/java/dev/shaduf/examples/connector/LineReceiver.java"));

        assertThat(receiver.lines().filter(line -> !line.isBlank())).hasSizeLessThanOrEqualTo(20);
    }

    @TestFactory
    Stream<DynamicTest> shouldLinkToPagesThatExist() throws IOException {
        return documents()
                .flatMap(page -> LINK.matcher(text(page))
                        .results()
                        .map(link -> DynamicTest.dynamicTest(
                                page + " links to " + link.group(), () -> leadsSomewhere(page, link))));
    }

    private static void leadsSomewhere(Path page, MatchResult link) {
        Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
        assertThat(target).exists();
        if (link.group(2) != null) {
            assertThat(HEADING.matcher(text(target)).results().map(heading -> anchor(heading.group(1))))
                    .contains(link.group(2));
        }
    }

    /** What a heading is called in a link. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
    }

    @Test
    void shouldFindQuotesAtAll() throws IOException {
        assertThat(documents()
                        .mapToLong(page -> QUOTE.matcher(text(page)).results().count())
                        .sum())
                .isGreaterThanOrEqualTo(2);
    }

    private static Stream<Path> documents() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
                Stream<Path> benchmarks = Files.list(ROOT.resolve("benchmarks"))) {
            return Stream.of(top, docs, benchmarks)
                    .flatMap(pages -> pages)
                    .filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static Stream<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("core/src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
        }
    }

    private static String region(Path program) {
        Matcher region = REGION.matcher(text(program));
        assertThat(region.find()).as("a tagged region in %s", program).isTrue();
        return region.group(1).stripIndent().strip();
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new AssertionError(path + " cannot be read", e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The Java that documents and Javadoc show compiles, with what {@code snippets/given.txt} takes as given. */
class SnippetsTest {
    private static final Path ROOT = Path.of("..");
    private static final Path GIVEN = Path.of("src/test/resources/snippets/given.txt");
    private static final Pattern IN_PAGE =
            Pattern.compile("(<!-- program: \\S+ -->\\s*)?```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern IN_JAVADOC =
            Pattern.compile("(<!-- program: \\S+ -->\\n \\* )?<pre>\\{@code\\n(.*?) *\\* }</pre>", Pattern.DOTALL);
    private static final Pattern RECORD = Pattern.compile("(?m)^record .*\\{}\\n");
    private static final String IMPORTS = """
            import dev.shaduf.*;
            import dev.shaduf.config.*;
            import dev.shaduf.dstream.*;
            import dev.shaduf.engine.KeyedState;
            import dev.shaduf.engine.codec.*;
            import dev.shaduf.engine.state.*;
            import dev.shaduf.examples.state.*;
            import dev.shaduf.format.avro.*;
            import dev.shaduf.format.json.*;
            import dev.shaduf.function.*;
            import dev.shaduf.listener.*;
            import dev.shaduf.rdd.*;
            import dev.shaduf.sink.console.*;
            import dev.shaduf.sink.file.*;
            import dev.shaduf.sink.jdbc.*;
            import dev.shaduf.sink.kafka.*;
            import dev.shaduf.source.file.*;
            import dev.shaduf.source.kafka.*;
            import dev.shaduf.source.socket.*;
            import dev.shaduf.spi.*;
            import dev.shaduf.testkit.*;
            import dev.shaduf.time.*;
            import java.io.*;
            import java.math.BigDecimal;
            import java.nio.ByteBuffer;
            import java.nio.file.Path;
            import java.sql.Connection;
            import java.time.Instant;
            import java.util.*;
            import java.util.concurrent.atomic.AtomicInteger;
            import javax.sql.DataSource;
            import org.apache.kafka.common.serialization.*;
            import org.slf4j.Logger;
            import static org.assertj.core.api.Assertions.assertThat;
            """;

    private static final Map<String, String> GIVENS = givens();

    @TempDir
    Path classes;

    @TestFactory
    Stream<DynamicTest> shouldCompile() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path file : files()) {
            String page = ROOT.relativize(file).toString();
            List<String> snippets = snippets(file);
            for (int i = 0; i < snippets.size(); i++) {
                String program = program(page, snippets.get(i));
                tests.add(DynamicTest.dynamicTest(
                        page + " " + (i + 1),
                        () -> assertThat(Compiled.errors("Snippet", program, classes))
                                .as(program)
                                .isEmpty()));
            }
        }
        return tests.stream();
    }

    @Test
    void shouldFindThemAtAll() throws IOException {
        assertThat(files().stream().mapToLong(file -> snippets(file).size()).sum())
                .isGreaterThan(40);
    }

    @Test
    void shouldNoticeWhatDoesNotCompile() {
        assertThat(Compiled.errors("Snippet", program("docs/guide/windows.md", "lines.windows();\n"), classes))
                .singleElement()
                .asString()
                .contains("windows");
    }

    private static String program(String page, String snippet) {
        String records = String.join(
                "", RECORD.matcher(snippet).results().map(one -> one.group()).toList());
        String given = GIVENS.get("") + GIVENS.getOrDefault(page, "");
        String body = RECORD.matcher(snippet).replaceAll("");
        return IMPORTS
                + "class Snippet {\n"
                + given
                + (given.contains(records.strip()) ? "" : records)
                + "void snippet() throws Exception {\n"
                + body
                + "}\n}\n";
    }

    /** What is quoted from a program is compiled with it; what leaves something out is no program. */
    private static List<String> snippets(Path file) {
        Pattern pattern = file.toString().endsWith(".md") ? IN_PAGE : IN_JAVADOC;
        return pattern.matcher(text(file))
                .results()
                .filter(found -> found.group(1) == null)
                .map(found -> found.group(2).replaceAll("(?m)^ *\\* ?", ""))
                .filter(snippet -> !snippet.contains("..."))
                .filter(snippet -> !snippet.startsWith("class My"))
                .toList();
    }

    private static List<Path> files() throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> children = Files.list(ROOT)) {
            for (Path child : children.sorted().toList()) {
                Path sources = child.getFileName().toString().equals("docs") ? child : child.resolve("src/main/java");
                if (Files.isDirectory(sources)) {
                    try (Stream<Path> files = Files.walk(sources)) {
                        files.filter(Files::isRegularFile).sorted().forEach(found::add);
                    }
                }
            }
        }
        found.add(ROOT.resolve("README.md"));
        return found;
    }

    private static Map<String, String> givens() {
        Map<String, String> givens = new TreeMap<>();
        String text = text(GIVEN).replaceAll("(?m)^# .*\\n", "");
        for (String section : ("\n" + text).split("(?m)^## ")) {
            int end = section.indexOf('\n');
            givens.put(section.substring(0, end), section.substring(end));
        }
        return givens;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}

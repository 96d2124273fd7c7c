// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide to Spark lists what of this suite a cluster cannot run, and why: nothing is left out in silence. */
class LocalOnlyTest {
    private static final Path SUITE = Path.of("../integration-tests/src/test/java/dev/shaduf/semantics");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+Test)\\.(\\w+)` \\| (.+) \\|$");

    @Test
    void shouldBeListedInTheGuideWithTheReason() throws Exception {
        String guide = Files.readString(Path.of("../docs/guide/spark.md"));

        List<String> listed = ROW.matcher(guide)
                .results()
                .map(row -> row.group(1) + "." + row.group(2) + ": " + row.group(3))
                .toList();

        assertThat(listed).containsExactlyInAnyOrderElementsOf(marked());
    }

    private static List<String> marked() throws IOException {
        try (Stream<Path> files = Files.list(SUITE)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith("Test.java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .flatMap(LocalOnlyTest::marked)
                    .toList();
        }
    }

    private static Stream<String> marked(String name) {
        return Arrays.stream(methods(name))
                .filter(method -> method.isAnnotationPresent(LocalOnly.class))
                .map(method -> name + "." + method.getName() + ": "
                        + method.getAnnotation(LocalOnly.class).value());
    }

    private static Method[] methods(String name) {
        try {
            return Class.forName(LocalOnlyTest.class.getPackageName() + "." + name)
                    .getDeclaredMethods();
        } catch (ClassNotFoundException e) {
            throw new AssertionError(name + " is in the folder of the suite, but not on the class path", e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program for Spark Streaming compiles after the names were replaced that the guide lists. */
class SparkProgramTest {
    private static final Path GUIDE = Path.of("../docs/guide/from-spark.md");
    private static final Path PROGRAM = Path.of("src/test/resources/spark/EveryOperation.txt");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`.*`.*) \\| (`.*`.*) \\|$");
    private static final Pattern NAME = Pattern.compile("`([\\w.*]+)`");

    /** What a name of Spark is called here. */
    private record Move(String from, String to) {
        /** A package, a class with its import, or a method. */
        String in(String program) {
            if (from.endsWith("*")) {
                return program.replace("import " + withoutStar(from), "import " + withoutStar(to));
            }
            return program.replace("import " + from + ";", "import " + to + ";")
                    .replaceAll("(?<![.\\w])" + simple(from) + "\\b|(?<=[.])" + simple(from) + "(?=\\()", simple(to));
        }

        private static String withoutStar(String name) {
            return name.substring(0, name.length() - 1);
        }

        private static String simple(String name) {
            return name.substring(name.lastIndexOf('.') + 1);
        }
    }

    @TempDir
    Path classes;

    @Test
    void shouldCompileEveryOperationInEveryShape() throws IOException {
        assertThat(compile(movedOver())).isEmpty();
    }

    @Test
    void shouldNoticeAnOperationThatDoesNotExist() throws IOException {
        assertThat(compile(movedOver().replace("pairs.reduceByKey(SUM, P)", "pairs.reduceByKey(P, SUM)")))
                .singleElement()
                .asString()
                .contains("reduceByKey");
    }

    private static String movedOver() throws IOException {
        String program = Files.readString(PROGRAM);
        for (Move move : moves()) {
            program = move.in(program);
        }
        return program;
    }

    private static List<Move> moves() throws IOException {
        List<Move> moves = new ArrayList<>();
        ROW.matcher(Files.readString(GUIDE)).results().forEach(row -> {
            List<String> from = names(row.group(1));
            List<String> to = names(row.group(2));
            for (int i = 0; i < from.size(); i++) {
                moves.add(new Move(from.get(i), to.get(i)));
            }
        });
        assertThat(moves).hasSizeGreaterThan(20);
        return moves;
    }

    /** A list of names gives the package with the first. */
    private static List<String> names(String cell) {
        List<String> names =
                NAME.matcher(cell).results().map(name -> name.group(1)).toList();
        String first = names.get(0);
        String owner = first.substring(0, first.lastIndexOf('.') + 1);
        return names.stream()
                .map(name -> name.contains(".") ? name : owner + name)
                .toList();
    }

    private List<String> compile(String program) {
        return Compiled.errors("EveryOperation", program, classes);
    }
}

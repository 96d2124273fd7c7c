// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.function.Tuple2;
import dev.shaduf.testkit.OptionsTable;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.testkit.StreamingTest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConsoleSinkTest {
    record PageCount(String page, long hits, @Nullable Double share) {}

    private static <T> List<String> shown(StreamHarness harness, ConsoleSink sink, List<T> batch) throws Exception {
        try (Captured console = new Captured()) {
            harness.source(batch).sinkTo(sink).uid("out");
            harness.runBatches(1);
            return console.lines();
        }
    }

    private static ConsoleSink usual() {
        return ConsoleSink.builder().build();
    }

    @StreamingTest
    void shouldAlignTheComponentsOfRecords(StreamHarness harness) throws Exception {
        List<String> lines = shown(
                harness,
                usual(),
                List.of(
                        new PageCount("/cart", 12, 0.5),
                        new PageCount("/", 1031, null),
                        new PageCount("/a b", 7, 12.25)));

        assertThat(lines)
                .containsExactly(
                        "out, batch 1 at 2001-09-09T01:46:41Z",
                        " page  | hits | share",
                        "-------+------+-------",
                        " /cart |   12 |   0.5",
                        " /     | 1031 |  null",
                        " /a b  |    7 | 12.25",
                        "");
    }

    @StreamingTest
    void shouldShowPairsByTheirHalves(StreamHarness harness) throws Exception {
        List<String> lines =
                shown(harness, usual(), List.of(new Tuple2<>("word", 3), new Tuple2<>("w", List.of(1, 2))));

        assertThat(lines.subList(1, 5)).containsExactly(" _1   | _2", "------+--------", " word | 3", " w    | [1, 2]");
    }

    @StreamingTest
    void shouldShowMapsByTheirKeysAlsoWhereSomeAreMissing(StreamHarness harness) throws Exception {
        Map<String, @Nullable Object> first = new LinkedHashMap<>();
        first.put("id", 1);
        first.put("name", null);

        List<String> lines = shown(harness, usual(), List.of(first, Map.of("id", 22), Map.of("more", "x")));

        assertThat(lines.subList(1, 6))
                .containsExactly(
                        " id | name | more", "----+------+------", "  1 | null |", " 22 |      |", "    |      | x");
    }

    @StreamingTest
    void shouldCutWhatIsLongAndKeepLinesWhole(StreamHarness harness) throws Exception {
        List<String> lines = shown(
                harness,
                ConsoleSink.builder().width(8).build(),
                List.of("short", "much too long", "a\nb\u001b[31m", "x\ty"));

        assertThat(lines.subList(1, 7))
                .containsExactly(" value", "----------", " short", " much to\u2026", " a\\nb\\u0\u2026", " x\\ty");
    }

    @StreamingTest
    void shouldGiveWideCharactersTheirPlaces(StreamHarness harness) throws Exception {
        List<String> lines = shown(
                harness,
                ConsoleSink.builder().width(6).build(),
                List.of(
                        new Tuple2<>("\u6f22\u5b57", 1),
                        new Tuple2<>("e\u0301", 2),
                        new Tuple2<>("\ud83d\ude00", 3),
                        new Tuple2<>("\u6f22\u5b57\u6f22\u5b57", 4)));

        assertThat(lines.subList(1, 7))
                .containsExactly(
                        " _1    | _2",
                        "-------+----",
                        " \u6f22\u5b57  |  1",
                        " e\u0301     |  2",
                        " \ud83d\ude00    |  3",
                        " \u6f22\u5b57\u2026 |  4");
    }

    @StreamingTest
    void shouldShowNullsOptionalsAndArrays(StreamHarness harness) throws Exception {
        List<Object> batch =
                Arrays.asList(Optional.of(5), Optional.empty(), new int[] {1, 2}, new String[][] {{"a"}, {"b"}});

        assertThat(shown(harness, usual(), batch).subList(3, 7))
                .containsExactly(" 5", " null", " [1, 2]", " [[a], [b]]");
    }

    @StreamingTest
    void shouldTellHowManyMoreThereAre(StreamHarness harness) throws Exception {
        List<Integer> batch = IntStream.range(0, 100).boxed().toList();

        List<String> lines = shown(harness, ConsoleSink.builder().rows(3).build(), batch);

        assertThat(lines.subList(3, 7)).containsExactly("     0", "     1", "     2", "\u2026 97 more");
    }

    @StreamingTest
    void shouldShowEmptyBatchesWhenAsked(StreamHarness harness) throws Exception {
        try (Captured console = new Captured()) {
            var stream = harness.source(List.of(1), Collections.<Integer>emptyList());
            stream.sinkTo("console", Map.of("empty.batches", "true")).uid("all");
            stream.sinkTo("console", Map.of()).uid("full");
            harness.runBatches(2);

            assertThat(console.lines())
                    .filteredOn(line -> line.contains("batch"))
                    .hasSize(3);
            assertThat(console.lines()).containsOnlyOnce("no rows");
        }
    }

    @Test
    void shouldBeExemptFromWhatTheProgramAsksFor() throws Exception {
        try (Captured console = new Captured();
                StreamHarness harness = StreamHarness.builder()
                        .conf("shaduf.processing.guarantee", "exactly-once")
                        .build()) {
            harness.source(List.of(1)).sinkTo(usual());
            harness.runBatches(1);

            assertThat(console.lines()).contains("     1");
        }
    }

    @Test
    void shouldRefuseNumbersThatAreTooSmall() {
        assertThatThrownBy(() -> ConsoleSink.builder().rows(0).width(3).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("rows is 0")
                .hasMessageContaining("width is 3");
    }

    @Test
    void shouldListItsOptionsInItsPage() throws Exception {
        OptionsTable.check(Path.of("../docs/connectors/console-sink.md"), new ConsoleSinkProvider().settings());
    }
}

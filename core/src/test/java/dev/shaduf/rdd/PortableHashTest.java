// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.function.Tuple2;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PortableHashTest {
    enum Colour {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "green";
            }
        }
    }

    record Point(int x, double y, String name, Colour colour) {}

    record Holder(Object content) {}

    record Caseless(String text) {
        @Override
        public boolean equals(Object that) {
            return that instanceof Caseless other && text.equalsIgnoreCase(other.text);
        }

        @Override
        public int hashCode() {
            return text.toLowerCase(Locale.ROOT).hashCode();
        }
    }

    record Bytes(byte[] content) {
        @Override
        public boolean equals(Object that) {
            return that instanceof Bytes other && Arrays.equals(content, other.content);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(content);
        }
    }

    static final class WithoutHash {}

    static final class Broken {
        @Override
        public int hashCode() {
            throw new IllegalStateException("no hash today");
        }

        @Override
        public boolean equals(Object that) {
            return this == that;
        }
    }

    /** What a second JVM must hash to the same numbers. */
    private static List<Object> samples() {
        return Arrays.asList(
                null,
                "",
                "word",
                1,
                1L,
                -1.5,
                2.5f,
                (short) 3,
                (byte) 4,
                'c',
                true,
                Colour.RED,
                Colour.GREEN,
                DayOfWeek.MONDAY,
                new Point(1, 2.0, "p", Colour.GREEN),
                new Holder(List.of(Colour.RED)),
                Tuple2.of("k", Colour.RED),
                Tuple2.of("k", null),
                List.of(1, "a", Colour.RED),
                Set.of("a", "b", "c"),
                Map.of("a", Colour.RED, "b", Colour.GREEN),
                Map.entry("a", Colour.RED),
                Optional.of(Colour.RED),
                Optional.empty(),
                new BigDecimal("1.50"),
                new UUID(1, 2),
                Instant.EPOCH);
    }

    public static void main(String[] args) {
        System.out.println(hashes());
    }

    private static List<Integer> hashes() {
        return samples().stream().map(PortableHash::of).toList();
    }

    @Test
    void shouldBeTheSameInAnotherJvm() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UnlockExperimentalVMOptions",
                        "-XX:hashCode=2",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PortableHashTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String printed = new String(other.getInputStream().readAllBytes()).trim();
        assertThat(other.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(printed).isEqualTo(hashes().toString());
    }

    @Test
    void shouldHashEqualCollectionsOfOtherClassesAlike() {
        assertThat(PortableHash.of(new ArrayList<>(List.of(1, 2)))).isEqualTo(PortableHash.of(List.of(1, 2)));
        assertThat(PortableHash.of(new TreeSet<>(Set.of("a", "b"))))
                .isEqualTo(PortableHash.of(new LinkedHashSet<>(List.of("b", "a"))))
                .isEqualTo(PortableHash.of(new HashSet<>(Set.of("b", "a"))));
        assertThat(PortableHash.of(new TreeMap<>(Map.of("a", 1, "b", 2))))
                .isEqualTo(PortableHash.of(new LinkedHashMap<>(Map.of("b", 2, "a", 1))));
        assertThat(PortableHash.of(new SimpleEntry<>("a", 1)))
                .isEqualTo(PortableHash.of(
                        new HashMap<>(Map.of("a", 1)).entrySet().iterator().next()));
    }

    @Test
    void shouldHashRecordsAlikeThatAreEqualByTheirOwnWord() {
        assertThat(PortableHash.of(new Caseless("A"))).isEqualTo(PortableHash.of(new Caseless("a")));
        assertThat(PortableHash.of(new Bytes(new byte[] {1}))).isEqualTo(PortableHash.of(new Bytes(new byte[] {1})));
    }

    @Test
    void shouldTellDifferentContentApart() {
        assertThat(PortableHash.of(List.of(1, 2))).isNotEqualTo(PortableHash.of(List.of(2, 1)));
        assertThat(PortableHash.of(Tuple2.of("a", "b"))).isNotEqualTo(PortableHash.of(Tuple2.of("b", "a")));
        assertThat(PortableHash.of(Colour.RED)).isNotEqualTo(PortableHash.of(Colour.GREEN));
    }

    static Stream<Arguments> refused() {
        return Stream.<Object>of(
                        new int[] {1},
                        new String[] {"a"},
                        new Object(),
                        new WithoutHash(),
                        new ArrayDeque<>(List.of(1)),
                        new StringBuilder("a"),
                        PortableHashTest.class,
                        Tuple2.of("a", new byte[0]),
                        List.of(new byte[0]),
                        Map.of("a", new WithoutHash()),
                        Optional.of(new WithoutHash()),
                        new Holder(new long[0]))
                .map(key -> Arguments.of(key));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void shouldRefuseWhatHashesByIdentityWhereverItIs(Object key) {
        assertThatThrownBy(() -> PortableHash.of(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hashes by identity");
    }

    @Test
    void shouldNameTheClassThatItRefuses() {
        assertThatThrownBy(() -> PortableHash.of(Tuple2.of("a", new byte[0]))).hasMessageContaining("byte[]");
        assertThatThrownBy(() -> PortableHash.of(new WithoutHash())).hasMessageContaining(WithoutHash.class.getName());
    }

    @Test
    void shouldPassOnWhatAHashCodeThrows() {
        assertThatThrownBy(() -> PortableHash.of(new Broken())).hasMessage("no hash today");
        assertThatThrownBy(() -> PortableHash.of(new Holder(new Broken()))).hasMessage("no hash today");
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import dev.shaduf.function.Tuple2;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One value or more of everything that has a form. A fixture holds them encoded: neither change nor reorder them. */
final class Samples {
    enum Level {
        LOW,
        HIGH {
            @Override
            public String toString() {
                return "very high";
            }
        }
    }

    record Point(int x, long y) {}

    record Everything(
            boolean flag,
            byte small,
            short less,
            char letter,
            int number,
            long more,
            float real,
            double precise,
            String text) {}

    record Order(String id, Level level, List<Point> points, long total) {}

    sealed interface Shape permits Circle, Square {}

    record Circle(Point centre, double radius) implements Shape {}

    record Square(Optional<Shape> inner, @Nullable String label) implements Shape {}

    static final class Session implements Serializable {
        private static final long serialVersionUID = 1L;
        private final String user;
        private final Level level;
        private final List<Step> steps = new ArrayList<>();

        Session(String user, Level level, String... steps) {
            this.user = user;
            this.level = level;
            for (String step : steps) {
                this.steps.add(new Step(step));
            }
        }

        @Override
        public boolean equals(Object that) {
            return that instanceof Session session
                    && user.equals(session.user)
                    && level == session.level
                    && steps.equals(session.steps);
        }

        @Override
        public int hashCode() {
            return user.hashCode();
        }

        @Override
        public String toString() {
            return user + steps;
        }
    }

    record Step(String name) implements Serializable {}

    private Samples() {}

    static List<Object> all() {
        List<Object> all = new ArrayList<>();
        all.addAll(scalars());
        all.addAll(times());
        all.addAll(arrays());
        all.addAll(collections());
        all.addAll(classes());
        return all;
    }

    private static List<Object> scalars() {
        return List.of(
                "",
                "text",
                "größer 水 🐟",
                "half \ud83d surrogate",
                "\u0000\u007f\u0080",
                0,
                1,
                -1,
                Integer.MAX_VALUE,
                Integer.MIN_VALUE,
                0L,
                127L,
                128L,
                -65L,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                true,
                false,
                (byte) -3,
                Short.MIN_VALUE,
                'x',
                '\uffff',
                1.5f,
                Float.NaN,
                -0.0,
                Double.MAX_VALUE,
                UUID.fromString("0b4f7c52-9a0e-4f2e-8f53-2d1f6c6f0a11"),
                new BigInteger("-123456789012345678901234567890"),
                new BigDecimal("1.2300"),
                BigDecimal.ZERO.setScale(-3),
                Optional.empty(),
                Optional.of("x"),
                OptionalInt.of(3),
                OptionalInt.empty(),
                OptionalLong.of(-4),
                OptionalLong.empty(),
                OptionalDouble.of(0.5),
                OptionalDouble.empty(),
                new Tuple2<>("k", 1L),
                new Tuple2<>(new Tuple2<>("a", 'b'), List.of()),
                Map.entry("k", 2));
    }

    private static List<Object> times() {
        LocalDateTime moment = LocalDateTime.of(2024, 2, 29, 23, 59, 58, 123_456_789);
        return List.of(
                new Time(1_700_000_000_000L),
                new Time(-1),
                new Duration(500),
                new BatchId(UUID.fromString("0b4f7c52-9a0e-4f2e-8f53-2d1f6c6f0a11"), 42),
                Instant.ofEpochSecond(-5, 7),
                Instant.MAX,
                java.time.Duration.ofSeconds(-5, 7),
                moment,
                LocalDate.of(-5, 1, 1),
                LocalTime.MAX,
                OffsetDateTime.of(moment, ZoneOffset.ofHours(-3)),
                ZonedDateTime.of(moment, ZoneId.of("Europe/Paris")),
                ZoneId.of("America/New_York"),
                ZoneOffset.ofHours(2),
                Period.of(1, -2, 3),
                Year.of(2024),
                YearMonth.of(2024, 2),
                MonthDay.of(2, 29),
                OffsetTime.of(LocalTime.NOON, ZoneOffset.UTC),
                Month.MAY);
    }

    private static List<Object> arrays() {
        return List.of(
                new byte[] {1, -1},
                new boolean[] {true, false},
                new short[] {-1, 2},
                new char[] {'a', '\uffff'},
                new int[] {1, -2},
                new long[] {Long.MIN_VALUE, 3},
                new float[] {1.5f},
                new double[] {Double.NaN, -0.0},
                new String[] {"a", null},
                new Object[] {1, "b", new Point(1, 2)},
                new int[][] {{1}, {}},
                new Point[] {new Point(1, 2)},
                new Level[] {Level.HIGH});
    }

    private static List<Object> collections() {
        Map<String, Integer> ordered = new LinkedHashMap<>();
        ordered.put("z", 1);
        ordered.put("a", null);
        return List.of(
                List.of(),
                List.of(1),
                List.of(1, 2, 3),
                new ArrayList<>(List.of("a", List.of("b"))),
                Arrays.asList(1, null),
                List.of(1, 2, 3, 4).subList(1, 3),
                new ArrayList<>(List.of(1, 2, 3)).subList(1, 2),
                Collections.emptyList(),
                Collections.singletonList(null),
                Collections.unmodifiableList(new ArrayList<>()),
                new LinkedList<>(List.of(1, 2)),
                Set.of(),
                Set.of("a"),
                Set.of(1, 2, 3),
                new HashSet<>(Set.of(1L)),
                new LinkedHashSet<>(List.of("z", "a")),
                new TreeSet<>(Set.of(3, 1)),
                Collections.emptySet(),
                Map.of(),
                Map.of("a", 1),
                Map.of("a", 1, "b", 2),
                new HashMap<>(Map.of(1, List.of(2))),
                ordered,
                new TreeMap<>(Map.of("b", 1, "a", 2)),
                new ConcurrentHashMap<>(Map.of(1, 2)),
                Collections.emptyMap(),
                EnumSet.of(Level.HIGH),
                new EnumMap<>(Map.of(Level.LOW, 1)),
                new ArrayDeque<>(List.of(1, 2)));
    }

    private static List<Object> classes() {
        return List.of(
                Level.LOW,
                Level.HIGH,
                new Point(-1, 1L << 40),
                new Everything(true, (byte) 1, (short) -2, 'c', 4, -5L, 0.5f, -0.25, "ü"),
                new Order("o1", Level.HIGH, List.of(new Point(1, 2)), 7),
                new Square(Optional.of(new Circle(new Point(0, 0), 1.5)), null),
                new Session("u", Level.HIGH, "in", "out"),
                new BitSet(9),
                URI.create("http://example.org/x?y=1"));
    }

    /** Compares by content, arrays and deques as well. */
    static boolean equal(@Nullable Object one, @Nullable Object other) {
        if (one instanceof ArrayDeque<?> deque && other instanceof ArrayDeque<?> that) {
            return List.copyOf(deque).equals(List.copyOf(that));
        }
        return Objects.deepEquals(one, other);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TypesIT {
    private static final UUID ID = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
    private static final Instant AT = Instant.parse("2026-03-29T01:30:00.123456Z");

    enum Colour {
        RED
    }

    record Part(String name, int count) {}

    record Everything(
            int id,
            boolean flag,
            byte tiny,
            short small,
            long big,
            float single,
            double twice,
            @Nullable BigDecimal exact,
            @Nullable BigInteger whole,
            char letter,
            @Nullable String text,
            @Nullable Colour colour,
            Optional<String> maybe,
            @Nullable UUID uuid,
            byte @Nullable [] bytes,
            @Nullable LocalDate day,
            @Nullable LocalTime time,
            @Nullable LocalDateTime local,
            @Nullable Instant instant,
            @Nullable OffsetDateTime offset,
            @Nullable Map<String, Object> json,
            @Nullable Part part,
            @Nullable List<Integer> list) {}

    private static Everything full() {
        return new Everything(
                1,
                true,
                (byte) -7,
                (short) 300,
                Long.MAX_VALUE,
                1.5f,
                2.25,
                new BigDecimal("12345.6789"),
                new BigInteger("12345678901234567890"),
                'x',
                "grüße \"'\\ 😀",
                Colour.RED,
                Optional.of("yes"),
                ID,
                new byte[] {0, 1, -1},
                LocalDate.of(2026, 2, 28),
                LocalTime.of(23, 59, 58),
                LocalDateTime.of(2026, 3, 29, 2, 30),
                AT,
                AT.atOffset(ZoneOffset.ofHours(5)),
                Map.of("k", List.of(1, "two")),
                new Part("p", 2),
                List.of(1, 2, 3));
    }

    private static Everything nulls() {
        return new Everything(
                2,
                false,
                (byte) 0,
                (short) 0,
                0,
                0,
                0,
                null,
                null,
                'y',
                null,
                null,
                Optional.empty(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @ParameterizedTest
    @EnumSource
    void shouldCreateATableAndKeepEveryTypeInIt(TestDatabase kind) throws Exception {
        Fresh database = kind.fresh();
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
        try {
            Batches.once(
                    database.<Everything>sink()
                            .table("everything")
                            .upsert("id")
                            .autoCreate()
                            .build(),
                    List.of(full(), nulls()));
        } finally {
            TimeZone.setDefault(before);
        }

        assertThat(database.rows("SELECT row_text, error FROM everything_dead_letters"))
                .isEmpty();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM everything ORDER BY id")) {
            row.next();
            assertThat(row.getBoolean("flag")).isTrue();
            assertThat(row.getInt("tiny")).isEqualTo(-7);
            assertThat(row.getLong("big")).isEqualTo(Long.MAX_VALUE);
            assertThat(row.getDouble("twice")).isEqualTo(2.25);
            assertThat(row.getBigDecimal("exact")).isEqualByComparingTo("12345.6789");
            assertThat(row.getString("whole"))
                    .contains(kind == TestDatabase.SQLITE ? "1.23456789012" : "12345678901234567890");
            assertThat(row.getString("letter")).isEqualTo("x");
            assertThat(row.getString("text")).isEqualTo("grüße \"'\\ 😀");
            assertThat(row.getString("colour")).isEqualTo("RED");
            assertThat(row.getString("maybe")).isEqualTo("yes");
            assertThat(row.getString("uuid")).isEqualTo(ID.toString());
            assertThat(row.getBytes("bytes")).containsExactly(0, 1, -1);
            assertThat(row.getString("day")).startsWith("2026-02-28");
            assertThat(row.getString("time")).startsWith("23:59:58");
            assertThat(row.getString("local")).startsWith("2026-03-29 02:30:00");
            assertThat(row.getString("list").replaceAll("\\s", "")).isEqualTo("[1,2,3]");
            assertThat(row.getString("part")).contains("\"name\"", "\"p\"");
            assertThat(row.getString("json")).contains("two");
            row.next();
            for (String column : List.of("exact", "text", "maybe", "uuid", "bytes", "instant", "json", "list")) {
                assertThat(row.getObject(column)).as(column).isNull();
            }
        }
        assertThat(instants(database, kind)).containsExactly(AT, AT);
    }

    private static List<Instant> instants(Fresh database, TestDatabase kind) throws Exception {
        return switch (kind) {
            case POSTGRESQL, H2 -> {
                try (Connection connection = database.connect();
                        Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery("SELECT instant, offset_time FROM (SELECT instant, \""
                                + (kind == TestDatabase.H2 ? "OFFSET" : "offset")
                                + "\" AS offset_time, id FROM everything) x"
                                + " WHERE id = 1")) {
                    row.next();
                    yield List.of(
                            row.getObject(1, OffsetDateTime.class).toInstant(),
                            row.getObject(2, OffsetDateTime.class).toInstant());
                }
            }
            case SQLITE, MARIADB -> {
                String name = kind == TestDatabase.MARIADB ? "`offset`" : "\"offset\"";
                yield database.rows("SELECT instant, " + name + " FROM everything WHERE id = 1").get(0).stream()
                        .map(text -> Instant.parse(text.replace(' ', 'T') + "Z"))
                        .toList();
            }
        };
    }

    record Odd(int id, int[] numbers, List<String> texts, Colour mood, Map<String, ?> doc, String range, Instant at) {}

    @Test
    void shouldFillArraysEnumsAndOtherTypesOfPostgres() throws Exception {
        Fresh database = TestDatabase.POSTGRESQL.fresh();
        database.execute(
                "CREATE TYPE mood AS ENUM ('RED', 'BLUE')",
                "CREATE TABLE odd (id serial PRIMARY KEY, numbers int[], texts text[], mood mood, doc json,"
                        + " range int4range, at timestamp)");

        Batches.once(
                database.<Odd>sink().table("odd").build(),
                List.of(
                        new Odd(
                                1,
                                new int[] {1, -2},
                                Arrays.asList("a,b", null, "\"q\\"),
                                Colour.RED,
                                Map.of("a", 1),
                                "[1,5)",
                                AT),
                        new Odd(2, new int[0], Collections.emptyList(), Colour.RED, Map.of(), "empty", AT),
                        new Odd(3, new int[0], List.of(), Colour.RED, Map.of(), "nonsense", AT)));

        assertThat(database.rows("SELECT * FROM odd ORDER BY id"))
                .containsExactly(
                        List.of(
                                "1",
                                "{1,-2}",
                                "{\"a,b\",NULL,\"\\\"q\\\\\"}",
                                "RED",
                                "{\"a\":1}",
                                "[1,5)",
                                "2026-03-29 01:30:00.123456"),
                        List.of("2", "{}", "{}", "RED", "{}", "empty", "2026-03-29 01:30:00.123456"));
        assertThat(database.rows("SELECT row_index FROM odd_dead_letters")).containsExactly(List.of("2"));
    }

    @Test
    void shouldFillArraysOfH2() throws Exception {
        Fresh database = TestDatabase.H2.fresh();
        database.execute("CREATE TABLE odd (numbers INT ARRAY, texts VARCHAR ARRAY)");

        Batches.once(
                database.<List<String>>sink()
                        .table("odd")
                        .column(
                                "numbers",
                                list -> list.stream().map(String::length).toList())
                        .column("texts", list -> list)
                        .build(),
                List.of(List.of("a", "bcd")));

        assertThat(database.rows("SELECT * FROM odd")).containsExactly(List.of("[1, 3]", "[a, bcd]"));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.sink.jdbc.internal.load.CopyLoader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What PostgreSQL keeps of rows must not depend on whether they were many, and copied, or few, and sent by a statement. */
class CopiedRowsIT {
    private static final int MANY = 2 * CopyLoader.LEAST_ROWS;
    private static final String[] TABLE = {
        "CREATE TYPE mood AS ENUM ('HAPPY', 'SAD')",
        "CREATE TABLE t (k int, small int2, medium int4, large int8, single float4, twice float8, flag bool, words text,"
                + " brief varchar(12), fixed char(6), doc json, docb jsonb, raw bytea, id uuid, exact numeric,"
                + " rounded numeric(9, 2), day date, clock time, clock0 time(0), at timestamp, at_zone timestamptz,"
                + " at3 timestamp(3), mood mood)"
    };
    private static final String[] TEXTS = {
        "",
        " ",
        "tab\tand\nnewline\r\n",
        "back\\slash \\N \\t \\.",
        "'single' \"double\"",
        "\\N",
        "\\.",
        "grüße 😀",
        "NULL",
        "{}",
        "half \uD83D of a pair"
    };
    private static final String[] NUMBERS = {
        "0",
        "0.00",
        "-0.5",
        "1E+7",
        "1E-7",
        "9999",
        "10000",
        "-10000.0001",
        "123456.10",
        "0.00012",
        "100000000",
        "-99999999999999999999.999999999999999999"
    };

    enum Mood {
        HAPPY,
        SAD
    }

    private final Random random = new Random();

    CopiedRowsIT() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        random.setSeed(seed);
    }

    private static Fresh with(String... statements) throws Exception {
        Fresh database = TestDatabase.POSTGRESQL.fresh();
        database.execute(statements);
        return database;
    }

    /** Has the database note which statements insert into a table. */
    private static void observe(Fresh database, String table) throws Exception {
        database.execute(
                "CREATE TABLE statements (text text)",
                "CREATE FUNCTION note() RETURNS trigger AS $$ BEGIN INSERT INTO statements VALUES (current_query());"
                        + " RETURN NULL; END $$ LANGUAGE plpgsql",
                "CREATE TRIGGER note AFTER INSERT ON " + table + " FOR EACH STATEMENT EXECUTE FUNCTION note()");
    }

    private static List<List<String>> verbs(Fresh database) throws Exception {
        return database.rows("SELECT DISTINCT split_part(text, ' ', 1) FROM statements ORDER BY 1");
    }

    private static <T> JdbcSinkBuilder<T> into(Fresh database, int batchSize) {
        return database.<T>sink().table("t").batchSize(batchSize);
    }

    /** Loads rows by a copy, and by statements, and compares all that is left behind; returns how many are dead letters. */
    private static long loadedBothWays(List<Map<String, Object>> rows, String... table) throws Exception {
        Fresh copied = with(table);
        Fresh stated = with(table);
        observe(copied, "t");
        observe(stated, "t");

        Batches.once(CopiedRowsIT.<Map<String, Object>>into(copied, rows.size()).build(), rows);
        Batches.once(
                CopiedRowsIT.<Map<String, Object>>into(stated, CopyLoader.LEAST_ROWS - 1)
                        .build(),
                rows);

        assertThat(copied.rows("SELECT * FROM t ORDER BY k")).isEqualTo(stated.rows("SELECT * FROM t ORDER BY k"));
        String letters = "SELECT row_index, sql_state, error, row_text FROM t_dead_letters ORDER BY 1";
        assertThat(copied.rows(letters)).isEqualTo(stated.rows(letters));
        assertThat(verbs(stated)).containsExactly(List.of("INSERT"));
        long dead = copied.number("SELECT COUNT(*) FROM t_dead_letters");
        if (dead == 0) {
            assertThat(verbs(copied)).containsExactly(List.of("COPY"));
        }
        assertThat(copied.number("SELECT COUNT(*) FROM t")).isEqualTo(rows.size() - dead);
        return dead;
    }

    private <V> V one(V[] of) {
        return of[random.nextInt(of.length)];
    }

    /** A value for each column, or none. */
    private Map<String, Object> row(int k) {
        Map<String, Object> row = new HashMap<>();
        row.put("small", (short) random.nextInt());
        row.put("medium", random.nextInt());
        row.put("large", random.nextLong());
        row.put("single", Float.intBitsToFloat(random.nextInt()));
        row.put("twice", Double.longBitsToDouble(random.nextLong()));
        row.put("flag", random.nextBoolean());
        row.put("words", one(TEXTS));
        row.put("brief", random.nextBoolean() ? Optional.of("short") : Optional.empty());
        row.put("fixed", "abc  ");
        row.put("doc", Map.of("a", one(TEXTS)));
        row.put("docb", List.of(1, one(TEXTS)));
        row.put("raw", one(TEXTS).getBytes(StandardCharsets.UTF_16));
        row.put(
                "id",
                random.nextBoolean()
                        ? UUID.randomUUID()
                        : UUID.randomUUID().toString().toUpperCase());
        row.put("mood", one(Mood.values()));
        numbers(row);
        times(row);
        row.values().removeIf(value -> random.nextInt(8) == 0);
        row.put("k", k);
        return row;
    }

    private void numbers(Map<String, Object> row) {
        row.put(
                "exact",
                switch (random.nextInt(5)) {
                    case 0 -> new BigDecimal(one(NUMBERS));
                    case 1 -> new BigDecimal(new BigInteger(200, random), random.nextInt(80) - 20).negate();
                    case 2 -> random.nextGaussian() * 1e9;
                    case 3 -> new BigInteger(100, random);
                    default -> random.nextLong();
                });
        row.put("rounded", BigDecimal.valueOf(random.nextInt(), random.nextInt(8) + 3));
    }

    private void times(Map<String, Object> row) {
        Instant instant = Instant.ofEpochSecond(random.nextInt() * 20L, random.nextInt(1_000_000) * 1_000L);
        LocalDateTime local = LocalDateTime.ofInstant(instant, ZoneOffset.UTC).plusNanos(random.nextInt(400));
        row.put("day", LocalDate.ofEpochDay(random.nextInt(2_000_000) - 700_000));
        row.put("clock", LocalTime.MIDNIGHT.minusNanos(random.nextInt(400)));
        row.put("clock0", LocalTime.MIDNIGHT.minusNanos(1 + random.nextInt(2_000_000_000)));
        row.put("at", random.nextBoolean() ? local : instant);
        row.put("at_zone", random.nextBoolean() ? local : instant.atOffset(ZoneOffset.ofHours(5)));
        row.put("at3", local);
    }

    private List<Map<String, Object>> rows(int count) {
        return IntStream.range(0, count).mapToObj(this::row).toList();
    }

    @Test
    void shouldKeepEveryValueAsAStatementWould() throws Exception {
        assertThat(loadedBothWays(rows(MANY), TABLE)).isZero();
    }

    @Test
    void shouldPutAsideTheRowsThatAStatementWould() throws Exception {
        List<Map<String, Object>> rows = rows(MANY);
        for (Map<String, Object> row : rows) {
            if (random.nextInt(40) == 0) {
                switch (random.nextInt(5)) {
                    case 0 -> row.put("words", "nul \0 in it");
                    case 1 -> row.put("brief", "longer than twelve");
                    case 2 -> row.put("rounded", new BigDecimal("12345678.00"));
                    case 3 -> row.put("mood", "BORED");
                    default -> row.put("doc", "{no json");
                }
            }
        }
        rows.get(MANY / 2).put("words", "\0");

        assertThat(loadedBothWays(rows, TABLE)).isPositive();
    }

    @Test
    void shouldInsertDuplicatesOnceAndPutTheOthersAside() throws Exception {
        List<Map<String, Object>> rows = rows(MANY);
        int place = random.nextInt(MANY - 1);
        rows.get(place + 1).put("k", place);

        assertThat(loadedBothWays(rows, TABLE[0], TABLE[1].replace("k int", "k int PRIMARY KEY")))
                .isEqualTo(1);
    }

    record Item(int id, @Nullable String name) {}

    private static List<Item> items(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Item(i, "n" + i)).toList();
    }

    @Test
    void shouldLeaveValuesToStatementsThatHaveNoBinaryForm() throws Exception {
        Fresh database = with("CREATE TABLE t (id int, name date)");
        observe(database, "t");

        Batches.once(
                into(database, MANY).build(),
                IntStream.range(0, MANY)
                        .mapToObj(i -> new Item(i, "January 8, 1999"))
                        .toList());

        assertThat(database.number("SELECT COUNT(*) FROM t WHERE name = DATE '1999-01-08'"))
                .isEqualTo(MANY);
        assertThat(verbs(database)).containsExactly(List.of("INSERT"));
    }

    @Test
    void shouldLeaveColumnsToTheTableThatAreNotWritten() throws Exception {
        Fresh database = with("CREATE TABLE t (number bigserial PRIMARY KEY, name text, made int DEFAULT 7, id int,"
                + " twice int GENERATED ALWAYS AS (id * 2) STORED, own int GENERATED ALWAYS AS IDENTITY)");
        observe(database, "t");

        Batches.once(into(database, MANY).build(), items(MANY));

        assertThat(database.number("SELECT COUNT(*) FROM t WHERE made = 7 AND twice = 2 * id AND own > 0"))
                .isEqualTo(MANY);
        assertThat(verbs(database)).containsExactly(List.of("COPY"));
    }

    @Test
    void shouldCopyIntoOddNamesOfOtherSchemas() throws Exception {
        Fresh database =
                with("CREATE SCHEMA \"o'dd\"", "CREATE TABLE \"o'dd\".\"T\"\"a'b\" (\"i'd\" int, \"na\"\"me\" text)");
        observe(database, "\"o'dd\".\"T\"\"a'b\"");

        Batches.once(
                database.<Item>sink()
                        .table("o'dd.T\"a'b")
                        .column("i'd", Item::id)
                        .column("na\"me", Item::name)
                        .build(),
                items(MANY));

        assertThat(database.number("SELECT COUNT(*) FROM \"o'dd\".\"T\"\"a'b\""))
                .isEqualTo(MANY);
        assertThat(verbs(database)).containsExactly(List.of("COPY"));
    }

    @Test
    void shouldCopyIntoPartitionedTables() throws Exception {
        Fresh database = with(
                "CREATE TABLE t (id int, name text) PARTITION BY RANGE (id)",
                "CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (" + (MANY - 1) + ")");
        observe(database, "t");

        Batches.once(into(database, MANY).build(), items(MANY));

        assertThat(database.number("SELECT COUNT(*) FROM t")).isEqualTo(MANY - 1);
        assertThat(database.number("SELECT row_index FROM t_dead_letters")).isEqualTo(MANY - 1);
    }

    @Test
    void shouldCopyAllRowsOfAPartitionAtOnce() throws Exception {
        Fresh database = with("CREATE TABLE t (id int, name text)");
        observe(database, "t");

        Batches.once(into(database, MANY).build(), items(3 * MANY + 1));

        assertThat(database.number("SELECT COUNT(DISTINCT id) FROM t")).isEqualTo(3 * MANY + 1);
        assertThat(database.number("SELECT COUNT(*) FROM statements")).isEqualTo(1);
    }

    @Test
    void shouldCopyThePartsOfAPartitionThatOutgrowsItsBuffer() throws Exception {
        Fresh database = with("CREATE TABLE t (id int, name text)");
        observe(database, "t");

        Batches.once(
                CopiedRowsIT.<Item>into(database, MANY).buffer(MANY, 1 << 20).build(), items(5 * MANY));

        assertThat(database.number("SELECT COUNT(DISTINCT id) FROM t")).isEqualTo(5 * MANY);
        assertThat(verbs(database)).containsExactly(List.of("COPY"));
    }
}

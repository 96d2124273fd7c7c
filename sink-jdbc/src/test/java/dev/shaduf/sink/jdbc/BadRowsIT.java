// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.spi.SinkSession;
import dev.shaduf.time.Durations;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BadRowsIT {
    private final Batches batches = new Batches();

    record Item(@Nullable Integer id, String name) {}

    private static Fresh withTable(TestDatabase kind) throws Exception {
        Fresh database = kind.fresh();
        database.execute(
                "CREATE TABLE items (id INT NOT NULL PRIMARY KEY, name VARCHAR(20) CHECK (LENGTH(name) <= 20))");
        return database;
    }

    /** Too long, without a key, or a duplicate. */
    private static Item poisoned(int id, Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new Item(id, "a name that is much too long");
            case 1 -> new Item(null, "n" + id);
            default -> new Item(-1, "n" + id);
        };
    }

    @ParameterizedTest
    @EnumSource
    void shouldPutExactlyThePoisonedRowsAside(TestDatabase kind) throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Fresh database = withTable(kind);
        database.execute("INSERT INTO items VALUES (-1, 'was there')");
        List<Item> rows = new ArrayList<>();
        Set<Long> poisoned = new HashSet<>();
        Set<Long> good = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            boolean bad = random.nextInt(20) == 0;
            rows.add(bad ? poisoned(i, random) : new Item(i, "n" + i));
            (bad ? poisoned : good).add((long) i);
        }
        JdbcSink<Item> sink = database.<Item>sink()
                .table("items")
                .batchSize(1 + random.nextInt(200))
                .buffer(1 + random.nextInt(600), 1 << 20)
                .build();

        try (SinkSession<Item> session = batches.open(sink)) {
            batches.write(session, 1, rows);
            batches.write(session, 1, rows);
        }

        assertThat(numbers(database, "SELECT row_index FROM items_dead_letters"))
                .isEqualTo(poisoned);
        assertThat(numbers(database, "SELECT id FROM items WHERE id >= 0")).isEqualTo(good);
    }

    private static Set<Long> numbers(Fresh database, String sql) throws SQLException {
        return database.rows(sql).stream().map(row -> Long.valueOf(row.get(0))).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @EnumSource
    void shouldKeepTheRowAndTheErrorOfADeadLetter(TestDatabase kind) throws Exception {
        Fresh database = withTable(kind);

        Batches.once(
                database.<Item>sink().table("items").build(),
                List.of(new Item(1, "one"), new Item(null, "nobody \"quoted\" \u0000 \uD83D\uDE00")));

        List<String> letter = database.rows(
                        "SELECT row_index, row_text, error, output_uid, batch_number FROM items_dead_letters")
                .get(0);
        assertThat(letter.get(0)).isEqualTo("1");
        assertThat(letter.get(1)).containsIgnoringCase("\"id\":null").contains("nobody", "\uD83D\uDE00");
        assertThat(letter.get(2)).isNotBlank();
        assertThat(letter.subList(3, 5)).containsExactly("output", "1");
    }

    @ParameterizedTest
    @EnumSource
    void shouldFailWithTheRowWhenNoBadRowIsTolerated(TestDatabase kind) throws Exception {
        Fresh database = withTable(kind);
        JdbcSink<Item> sink =
                database.<Item>sink().table("items").failOnBadRow().build();

        assertThatThrownBy(() -> Batches.once(sink, List.of(new Item(1, "one"), new Item(null, "nobody"))))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("sink jdbc(items)")
                .hasMessageContaining("row 1 of batch")
                .hasMessageContaining("nobody");
        assertThat(database.number("SELECT COUNT(*) FROM items")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void shouldPutARowAsideWhoseValuesCannotBeRead(TestDatabase kind) throws Exception {
        Fresh database = withTable(kind);
        JdbcSink<String> sink = database.<String>sink()
                .table("items")
                .column("id", text -> Integer.parseInt(text))
                .column("name", text -> text)
                .build();

        Batches.once(sink, List.of("1", "two", "3"));

        assertThat(database.rows("SELECT id FROM items ORDER BY id")).containsExactly(List.of("1"), List.of("3"));
        assertThat(database.rows("SELECT row_text, error FROM items_dead_letters"))
                .singleElement()
                .satisfies(letter -> assertThat(letter.get(0)).isEqualTo("two"))
                .satisfies(letter -> assertThat(letter.get(1)).contains("NumberFormatException"));
    }

    @Test
    void shouldPutARowAsideThatIsTooLongForAnIndexOfPostgres() throws Exception {
        Fresh database = TestDatabase.POSTGRESQL.fresh();
        database.execute("CREATE TABLE items (id INT, name TEXT PRIMARY KEY)");
        String noise = new Random(1)
                .ints(10_000, 33, 127)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();

        Batches.once(
                database.<Item>sink().table("items").build(),
                List.of(new Item(1, "one"), new Item(2, noise), new Item(3, "three")));

        assertThat(database.rows("SELECT id FROM items ORDER BY id")).containsExactly(List.of("1"), List.of("3"));
        assertThat(database.rows("SELECT row_index, sql_state FROM items_dead_letters"))
                .containsExactly(List.of("1", "54000"));
    }

    @Test
    void shouldPutARowAsideThatNoPartitionOfMariaDbTakes() throws Exception {
        Fresh database = TestDatabase.MARIADB.fresh();
        database.execute("CREATE TABLE items (id INT, name TEXT) PARTITION BY RANGE (id)"
                + " (PARTITION few VALUES LESS THAN (10))");

        Batches.once(
                database.<Item>sink().table("items").build(),
                List.of(new Item(1, "one"), new Item(10, "ten"), new Item(3, "three")));

        assertThat(database.rows("SELECT id FROM items ORDER BY id")).containsExactly(List.of("1"), List.of("3"));
        assertThat(database.rows("SELECT row_index FROM items_dead_letters")).containsExactly(List.of("1"));
    }

    @Test
    void shouldPutARowAsideThatIsLargerThanMariaDbTakes() throws Exception {
        Fresh database = TestDatabase.MARIADB.fresh();
        database.execute("CREATE TABLE items (id INT, name LONGTEXT)");
        long most = database.number("SELECT @@max_allowed_packet");

        Batches.once(
                database.<Item>sink().table("items").build(),
                List.of(new Item(1, "one"), new Item(2, "x".repeat((int) most)), new Item(3, "three")));

        assertThat(database.rows("SELECT id FROM items ORDER BY id")).containsExactly(List.of("1"), List.of("3"));
        assertThat(database.rows("SELECT row_index FROM items_dead_letters")).containsExactly(List.of("1"));
    }

    record Measured(int id, double small, Object large) {}

    @Test
    void shouldPutNumbersAsideThatPostgresWouldNotTakeAndMakeNoneInfinite() throws Exception {
        Fresh database = TestDatabase.POSTGRESQL.fresh();
        database.execute("CREATE TABLE measured (id INT, small REAL, large DOUBLE PRECISION)");

        Batches.once(
                database.<Measured>sink().table("measured").build(),
                List.of(
                        new Measured(1, 1e300, 1),
                        new Measured(2, 1, new BigDecimal("1e400")),
                        new Measured(3, 1, "1e400"),
                        new Measured(4, Double.POSITIVE_INFINITY, "-Infinity"),
                        new Measured(5, 1.5, new BigDecimal("1e300"))));

        assertThat(database.rows("SELECT * FROM measured ORDER BY id"))
                .containsExactly(List.of("4", "Infinity", "-Infinity"), List.of("5", "1.5", "1e+300"));
        assertThat(database.number("SELECT COUNT(*) FROM measured_dead_letters"))
                .isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void shouldWriteDeadLettersAgainWithoutMarks(TestDatabase kind) throws Exception {
        Fresh database = withTable(kind);
        JdbcSink<Item> sink = database.<Item>sink()
                .table("items")
                .upsert()
                .guarantee(dev.shaduf.spi.Guarantee.AT_LEAST_ONCE)
                .build();
        try (SinkSession<Item> session = batches.open(sink)) {
            batches.write(session, 1, List.of(new Item(1, "one"), new Item(null, "x")));
            batches.write(session, 1, List.of(new Item(1, "one"), new Item(null, "x")));
        }

        assertThat(database.number("SELECT COUNT(*) FROM items")).isEqualTo(1);
        assertThat(database.number("SELECT COUNT(*) FROM items_dead_letters")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotTakeAMissingTableForABadRow(TestDatabase kind) throws Exception {
        Fresh database = withTable(kind);
        JdbcSink<Map<String, Object>> sink = database.<Map<String, Object>>sink()
                .table("items")
                .retries(1, Durations.milliseconds(1))
                .build();
        try (SinkSession<Map<String, Object>> session = batches.open(sink)) {
            batches.write(session, 1, List.of(Map.of("id", 1)));
            database.execute("DROP TABLE items");

            assertThatThrownBy(() -> batches.write(session, 2, List.of(Map.of("id", 2))))
                    .isInstanceOf(SQLException.class);
        }
        assertThat(database.number("SELECT COUNT(*) FROM items_dead_letters")).isZero();
    }
}

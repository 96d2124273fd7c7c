// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WriteModesIT {
    record Count(String word, long total) {}

    private static Fresh withTable(TestDatabase kind) throws Exception {
        Fresh database = kind.fresh();
        database.execute(
                "CREATE TABLE counts (word VARCHAR(50) PRIMARY KEY, total BIGINT)",
                "INSERT INTO counts VALUES ('a', 1)",
                "INSERT INTO counts VALUES ('b', 2)");
        return database;
    }

    private static List<List<String>> counts(Fresh database) throws Exception {
        return database.rows("SELECT word, total FROM counts ORDER BY word");
    }

    @ParameterizedTest
    @EnumSource
    void shouldInsertOrUpdateWithTheLastOfSeveral(TestDatabase kind) throws Exception {
        Fresh database = withTable(kind);

        Batches.once(
                database.<Count>sink().table("counts").upsert().build(),
                List.of(new Count("b", 20), new Count("c", 3), new Count("c", 4), new Count("b", 21)));

        assertThat(counts(database)).containsExactly(List.of("a", "1"), List.of("b", "21"), List.of("c", "4"));
    }

    @ParameterizedTest
    @EnumSource
    void shouldUpdateOnlyWhatIsThere(TestDatabase kind) throws Exception {
        Fresh database = withTable(kind);

        Batches.once(
                database.<Count>sink().table("counts").update("word").build(),
                List.of(new Count("b", 20), new Count("c", 3)));

        assertThat(counts(database)).containsExactly(List.of("a", "1"), List.of("b", "20"));
    }

    @ParameterizedTest
    @EnumSource
    void shouldDelete(TestDatabase kind) throws Exception {
        Fresh database = withTable(kind);

        Batches.once(
                database.<Count>sink().table("counts").delete("word").build(),
                List.of(new Count("b", 0), new Count("x", 0)));

        assertThat(counts(database)).containsExactly(List.of("a", "1"));
    }

    @ParameterizedTest
    @EnumSource
    void shouldUpsertKeysThatAreAllThereIs(TestDatabase kind) throws Exception {
        Fresh database = withTable(kind);

        Batches.once(
                database.<Count>sink()
                        .table("counts")
                        .upsert("word")
                        .fields("word")
                        .build(),
                List.of(new Count("b", 20), new Count("c", 3)));

        assertThat(counts(database)).containsExactly(List.of("a", "1"), List.of("b", "2"), List.of("c", "null"));
    }

    @ParameterizedTest
    @EnumSource
    void shouldRunTheUsersOwnStatement(TestDatabase kind) throws Exception {
        Fresh database = withTable(kind);

        Batches.once(
                database.<Count>sink()
                        .sql("UPDATE counts SET total = total + ? WHERE word = ?")
                        .column("total", Count::total)
                        .column("word", Count::word)
                        .build(),
                List.of(new Count("a", 10), new Count("a", 100)));

        assertThat(counts(database)).containsExactly(List.of("a", "111"), List.of("b", "2"));
    }

    record Price(BigDecimal id, String text) {}

    @Test
    void shouldUpdateWithTheLastOfSeveralThatAreOneKeyForTheDatabaseAlone() throws Exception {
        Fresh database = TestDatabase.POSTGRESQL.fresh();
        database.execute(
                "CREATE TABLE prices (id numeric PRIMARY KEY, text text)", "INSERT INTO prices VALUES (1, 'x')");

        Batches.once(
                database.<Price>sink().table("prices").update().build(),
                List.of(
                        new Price(new BigDecimal("1.00"), "first"),
                        new Price(new BigDecimal("1.0"), "second"),
                        new Price(new BigDecimal("1"), "last")));

        assertThat(database.rows("SELECT * FROM prices")).containsExactly(List.of("1", "last"));
    }

    @ParameterizedTest
    @EnumSource
    void shouldTellColumnsOfOneNameApartInTheUsersOwnStatement(TestDatabase kind) throws Exception {
        Fresh database = withTable(kind);

        Batches.once(
                database.<Count>sink()
                        .sql("UPDATE counts SET total = total + ? - ? WHERE word = ?")
                        .column("total", Count::total)
                        .column("total", count -> 7)
                        .column("word", Count::word)
                        .build(),
                List.of(new Count("a", 10)));

        assertThat(counts(database)).containsExactly(List.of("a", "4"), List.of("b", "2"));
    }

    @ParameterizedTest
    @EnumSource
    void shouldMapMapsByTheirKeys(TestDatabase kind) throws Exception {
        Fresh database = withTable(kind);

        Batches.once(
                database.<Map<String, Object>>sink().table("counts").build(),
                List.of(Map.of("word", "c", "Total", 3), Map.of("word", "d"), Map.of("word", "e", "nonsense", 1)));

        assertThat(counts(database))
                .containsExactly(List.of("a", "1"), List.of("b", "2"), List.of("c", "3"), List.of("d", "null"));
        assertThat(database.rows("SELECT error FROM counts_dead_letters").toString())
                .contains("key 'nonsense' is none of the columns");
    }

    @ParameterizedTest
    @EnumSource
    void shouldKeepNamesWithQuotesWhatTheyAre(TestDatabase kind) throws Exception {
        Fresh database = kind.fresh();
        String quote = kind == TestDatabase.MARIADB ? "`" : "\"";
        String odd = "odd" + quote + quote + "; drop table x";
        database.execute(
                "CREATE TABLE " + quote + odd + quote + " (" + quote + "a" + quote + quote + "b" + quote + " INT)");

        Batches.once(
                database.<Integer>sink()
                        .table(odd.replace(quote + quote, quote))
                        .column("a" + quote + "b", x -> x)
                        .build(),
                List.of(1, 2));

        assertThat(database.number("SELECT COUNT(*) FROM " + quote + odd + quote))
                .isEqualTo(2);
    }
}

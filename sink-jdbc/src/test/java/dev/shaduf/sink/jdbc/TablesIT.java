// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.spi.Guarantee;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which table a name means. */
class TablesIT {
    record Item(int id, String itemName) {}

    private static final List<Item> ITEMS = List.of(new Item(1, "one"));

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "H2"})
    void shouldMakeItsOwnTablesThoughAnotherSchemaHasSomeOfThatName(TestDatabase kind) throws Exception {
        Fresh database = kind.fresh();
        database.execute(
                "CREATE SCHEMA other",
                "CREATE TABLE other.shaduf_marks (nothing INT)",
                "CREATE TABLE other.items_dead_letters (nothing INT)",
                "CREATE TABLE other.items (nothing INT)");

        Batches.once(database.<Item>sink().table("items").autoCreate().build(), ITEMS);

        assertThat(database.rows("SELECT * FROM items")).containsExactly(List.of("1", "one"));
        assertThat(database.number("SELECT COUNT(*) FROM items_dead_letters")).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "H2"})
    void shouldSayAtTheStartThatATableIsInAnotherSchemaOnly(TestDatabase kind) throws Exception {
        Fresh database = kind.fresh();
        database.execute("CREATE SCHEMA other", "CREATE TABLE other.items (id INT, item_name VARCHAR(20))");

        assertThatThrownBy(
                        () -> Batches.once(database.<Item>sink().table("items").build(), ITEMS))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("table 'items' does not exist");
    }

    @Test
    void shouldFindATableAnywhereOnTheSearchPathOfPostgres() throws Exception {
        Fresh database = TestDatabase.POSTGRESQL.fresh();
        database.execute(
                "CREATE SCHEMA first",
                "CREATE SCHEMA second",
                "CREATE TABLE second.items (id INT, item_name TEXT)",
                "ALTER ROLE postgres IN DATABASE " + database.url().replaceFirst(".*/", "")
                        + " SET search_path = first, second");

        Batches.once(database.<Item>sink().table("items").build(), ITEMS);

        assertThat(database.rows("SELECT * FROM second.items")).containsExactly(List.of("1", "one"));
    }

    @Test
    void shouldPromiseNothingOfATableWithoutTransactions() throws Exception {
        Fresh database = TestDatabase.MARIADB.fresh();
        database.execute("CREATE TABLE items (id INT, item_name TEXT) ENGINE = MyISAM");

        assertThatThrownBy(() -> Batches.once(
                        database.<Item>sink().table("items").records(Item.class).build(), ITEMS))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("table 'items' has the engine MyISAM");
        Batches.once(
                database.<Item>sink()
                        .table("items")
                        .guarantee(Guarantee.AT_LEAST_ONCE)
                        .build(),
                ITEMS);

        assertThat(database.number("SELECT COUNT(*) FROM items")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void shouldCreateAKeyHoweverItsFieldsAreSpelled(TestDatabase kind) throws Exception {
        Fresh database = kind.fresh();

        Batches.once(
                database.<Item>sink()
                        .table("items")
                        .autoCreate()
                        .upsert("item_name")
                        .build(),
                List.of(new Item(1, "one"), new Item(2, "one")));

        assertThat(database.rows("SELECT * FROM items")).containsExactly(List.of("2", "one"));
    }

    /** A crash of PostgreSQL empties them, while the marks of their rows stay. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE UNLOGGED TABLE items (id INT, item_name TEXT)",
                "CREATE TABLE items (id INT, item_name TEXT) PARTITION BY RANGE (id);"
                        + " CREATE UNLOGGED TABLE part PARTITION OF items FOR VALUES FROM (0) TO (10)",
                "CREATE TABLE items (id INT, item_name TEXT); CREATE UNLOGGED TABLE shaduf_marks (stream_id TEXT,"
                        + " output_uid TEXT, batch_number BIGINT, partition_number INT, epoch BIGINT, marked_at TIMESTAMP)",
                "CREATE TABLE items (id INT, item_name TEXT); CREATE UNLOGGED TABLE items_dead_letters (stream_id TEXT)"
            })
    void shouldRefuseTablesThatPostgresDoesNotLog(String statements) throws Exception {
        Fresh database = TestDatabase.POSTGRESQL.fresh();
        database.execute(statements);
        JdbcSinkBuilder<Item> sink = database.<Item>sink().table("items");

        assertThatThrownBy(() -> new Batches().open(sink.build()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is UNLOGGED")
                .hasMessageContaining("SET LOGGED, or the guarantee at least once");
        Batches.once(sink.guarantee(Guarantee.AT_LEAST_ONCE).failOnBadRow().build(), ITEMS);
        assertThat(database.number("SELECT COUNT(*) FROM items")).isEqualTo(1);
    }
}

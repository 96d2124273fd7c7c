// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.config.Options;
import dev.shaduf.spi.CommitMode;
import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.Sink;
import dev.shaduf.spi.SinkProvider;
import dev.shaduf.testkit.OptionsTable;
import dev.shaduf.time.Durations;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;

class JdbcSinkOptionsTest {
    private static final String URL = "jdbc:h2:mem:options";

    record Item(int id, String name) {}

    @SuppressWarnings("unchecked")
    private static Sink<Object> create(Map<String, String> given) {
        SinkProvider provider = new JdbcSinkProvider();
        return (Sink<Object>) provider.create(Options.check("sink 'jdbc'", given, provider.settings()));
    }

    @Test
    void shouldBeFoundByServiceLoader() {
        assertThat(ServiceLoader.load(SinkProvider.class))
                .extracting(SinkProvider::id)
                .contains("jdbc");
    }

    @Test
    void shouldDocumentItsOptions() throws Exception {
        OptionsTable.check(Path.of("../docs/connectors/jdbc-sink.md"), new JdbcSinkProvider().settings());
    }

    @Test
    void shouldWriteRecordsAndMapsByOptions() throws Exception {
        Fresh database = TestDatabase.SQLITE.fresh();
        Map<String, String> options = new TreeMap<>();
        options.put("connection.url", database.url());
        options.put("table.name.format", "items");
        options.put("insert.mode", "upsert");
        options.put("pk.fields", "id");
        options.put("auto.create", "true");
        options.put("processing.guarantee", "at-least-once");

        Sink<Object> sink = create(options);
        Batches batches = new Batches();
        try (var session = batches.open(sink)) {
            batches.write(session, 1, List.of(new Item(1, "a"), Map.of("id", 2, "NAME", "b"), new Item(1, "c")));
        }

        assertThat(sink.guarantee()).isEqualTo(Guarantee.AT_LEAST_ONCE);
        assertThat(database.rows("SELECT id, name FROM items ORDER BY id"))
                .containsExactly(List.of("1", "c"), List.of("2", "b"));
    }

    @Test
    void shouldNameEveryFaultOfOptionsAtOnceAndSayWhatWasMeant() {
        assertThatThrownBy(() -> create(Map.of(
                        "connection.ulr",
                        "x",
                        "insert.mode",
                        "replace",
                        "batch.size",
                        "0",
                        "connection.password",
                        "s3cret")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("option 'connection.ulr' is unknown; did you mean 'connection.url'?")
                .hasMessageContaining("option 'connection.url' is missing")
                .hasMessageContaining(
                        "option 'insert.mode' is 'replace'; it must be one of insert, upsert, update, delete")
                .hasMessageContaining("option 'batch.size' is '0'")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void shouldNameEveryFaultOfTheBuilderAtOnce() {
        assertThatThrownBy(() -> JdbcSink.<Item>into("postgresql://u:s3cret@h/db?password=s3cret")
                        .table("a")
                        .sql("insert")
                        .dialect("db2")
                        .batchSize(0)
                        .connections(0)
                        .retries(-1, Durations.milliseconds(1))
                        .guarantee(Guarantee.AT_MOST_ONCE)
                        .column("x", Item::id)
                        .column("x", Item::name)
                        .records(Item.class)
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("must begin with 'jdbc:'")
                .hasMessageContaining("either the table or an SQL statement, not both")
                .hasMessageContaining("the dialect is 'db2'")
                .hasMessageContaining("batch.size is 0")
                .hasMessageContaining("max.connections is 0")
                .hasMessageContaining("max.retries is -1")
                .hasMessageContaining("either the class of the records or the columns")
                .hasMessageContaining("exactly once or at least once")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void shouldRefuseAKeyThatIsNoColumnAndAClassThatIsNoRecord() {
        assertThatThrownBy(() -> JdbcSink.<Item>into(URL)
                        .table("t")
                        .column("id", Item::id)
                        .upsert("di")
                        .build())
                .hasMessageContaining("field 'di' of the key is none of the columns [id]");
        assertThatThrownBy(() -> JdbcSink.<String>into(URL)
                        .table("t")
                        .records(String.class)
                        .build())
                .hasMessageContaining("java.lang.String, which is no record class");
        assertThatThrownBy(() -> JdbcSink.<Item>into(URL)
                        .table("t")
                        .upsert()
                        .autoCreate()
                        .build())
                .hasMessageContaining("needs a key to upsert by");
        assertThatThrownBy(() -> JdbcSink.<Item>into(URL).table(" ").build()).hasMessageContaining("the table is ' '");
    }

    @Test
    void shouldNameTheArtifactOfAMissingDriver() {
        assertThatThrownBy(() -> Batches.once(JdbcSink.<Item>into("jdbc:oracle:thin:scott/s3cret@//db:1521/x")
                        .table("t")
                        .build()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("add the artifact com.oracle.database.jdbc:ojdbc11")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> Batches.once(
                        JdbcSink.<Item>into("jdbc:nosuch:x").table("t").build()))
                .hasMessageContaining("no driver for 'jdbc:nosuch:x'");
    }

    @Test
    void shouldNotTellTheUrlsSecrets() {
        JdbcSink<Item> sink = JdbcSink.<Item>into("jdbc:postgresql://h/db?user=u&password=s3cret&ssl=true")
                .password("other")
                .table("t")
                .build();

        assertThat(sink.toString())
                .contains("jdbc:postgresql://h/db?user=u&password=***&ssl=true")
                .doesNotContain("s3cret", "other");
        assertThat(sink.name()).isEqualTo("jdbc(t)");
        assertThat(sink.commitMode()).isEqualTo(CommitMode.PER_PARTITION);
    }

    @Test
    void shouldNameEveryFaultOfTheTableAtOnce() throws Exception {
        Fresh database = TestDatabase.H2.fresh();
        database.execute("CREATE TABLE items (idd INT, name VARCHAR, must INT NOT NULL, generated INT AUTO_INCREMENT)");

        assertThatThrownBy(() -> Batches.once(database.<Item>sink()
                        .table("items")
                        .upsert()
                        .records(Item.class)
                        .build()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "field 'id' has no column in table 'ITEMS'; its columns are [IDD, NAME, MUST, GENERATED]")
                .hasMessageContaining("column 'MUST' of table 'ITEMS' must have a value")
                .hasMessageContaining("has no primary key; say which fields tell rows apart")
                .hasMessageNotContaining("'GENERATED' of table");
        assertThatThrownBy(
                        () -> Batches.once(database.<Item>sink().table("itms").build()))
                .hasMessageContaining("table 'itms' does not exist")
                .hasMessageContaining("auto.create=true");
    }

    @Test
    void shouldRefuseRecordsWithoutAMapping() throws Exception {
        Fresh database = TestDatabase.H2.fresh();
        database.execute("CREATE TABLE items (id INT)");

        assertThatThrownBy(() ->
                        Batches.once(database.<String>sink().table("items").build(), List.of("text")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("records of java.lang.String have no mapping");
    }

    record Other(int id) {}

    @Test
    void shouldStartAgainWhenAnotherClassComesInTheMiddleOfALargePartition() throws Exception {
        Fresh database = TestDatabase.SQLITE.fresh();
        database.execute("CREATE TABLE items (id INT, name TEXT)");
        List<Record> mixed = List.of(new Item(1, "a"), new Item(2, "b"), new Other(3));
        Batches batches = new Batches();
        JdbcSink<Record> sink =
                database.<Record>sink().table("items").buffer(1, 1).build();
        try (var session = batches.open(sink)) {
            var writer = session.writer(batches.batch(1), 0, 0);
            writer.write(mixed.get(0));
            assertThatThrownBy(() -> writer.write(mixed.get(2))).hasMessageContaining("the next attempt knows them");
            writer.abort();

            batches.write(session, 1, mixed);
        }

        assertThat(database.rows("SELECT id FROM items ORDER BY id")).hasSize(3);
    }

    @Test
    void shouldRefuseAStatementWithAnotherNumberOfPlaceholders() throws Exception {
        Fresh database = TestDatabase.H2.fresh();
        database.execute("CREATE TABLE items (id INT)");

        assertThatThrownBy(() -> Batches.once(
                        database.<Item>sink()
                                .sql("INSERT INTO items VALUES (?)")
                                .build(),
                        List.of(new Item(1, "a"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("1 placeholders, but each row has 2 values: [id, name]");
    }

    @Test
    void shouldRefuseToWriteFieldsThatAreNotThere() throws Exception {
        Fresh database = TestDatabase.H2.fresh();
        database.execute("CREATE TABLE items (id INT, name VARCHAR)");

        assertThatThrownBy(() -> Batches.once(database.<Item>sink()
                        .table("items")
                        .records(Item.class)
                        .fields("id", "nmae")
                        .build()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no fields [nmae]")
                .hasMessageContaining("[id, name]");
    }

    record Window(int id, long windowEnd) {}

    @Test
    void shouldFindTheFieldsToWriteHoweverTheyAreSpelled() throws Exception {
        Fresh database = TestDatabase.H2.fresh();
        database.execute("CREATE TABLE windows (id INT, window_end BIGINT)");

        Batches.once(
                database.<Object>sink()
                        .table("windows")
                        .fields("ID", "window_end")
                        .build(),
                List.of(new Window(1, 10), Map.of("id", 2, "windowEnd", 20L)));

        assertThat(database.rows("SELECT id, window_end FROM windows ORDER BY id"))
                .containsExactly(List.of("1", "10"), List.of("2", "20"));
    }

    @Test
    void shouldUseADataSourceAsItIsButNotTakeItAlong() throws Exception {
        Fresh database = TestDatabase.H2.fresh();
        database.execute("CREATE TABLE items (id INT, name VARCHAR)");
        JdbcConnectionPool pool = JdbcConnectionPool.create(database.url(), "sa", "");
        JdbcSink<Item> sink = JdbcSink.<Item>into(pool).table("items").build();

        Batches.once(sink, List.of(new Item(1, "a")));

        assertThat(database.number("SELECT COUNT(*) FROM items")).isEqualTo(1);
        assertThat(pool.getActiveConnections()).isZero();
        assertThat(pool.getConnection().getAutoCommit()).isTrue();
        assertThatThrownBy(() -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(sink))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining("needs a URL");
        pool.dispose();
    }

    @Test
    void shouldSayAtOnceWhoCouldNotConnectWhereAtTheFirstStart() {
        assertThatThrownBy(() -> Batches.once(JdbcSink.<Item>into("jdbc:postgresql://127.0.0.1:1/db?password=s3cret")
                        .table("items")
                        .build()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(
                        "sink jdbc(items) could not connect to jdbc:postgresql://127.0.0.1:1/db?password=***");
    }
}

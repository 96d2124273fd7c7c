// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.spi.SinkSession;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The driver of MySQL, before a MariaDB server: the dialect follows the server. */
class MySqlDriverIT {
    record Count(String word, Long total) {}

    @Test
    void shouldWriteOnceAndPutBadRowsAside() throws Exception {
        Fresh database = TestDatabase.MARIADB.fresh();
        database.execute("CREATE TABLE counts (word VARCHAR(10) PRIMARY KEY, total BIGINT NOT NULL)");
        JdbcSink<Count> sink = JdbcSink.<Count>into(
                        database.url().replace("jdbc:mariadb:", "jdbc:mysql:") + "?sslMode=DISABLED")
                .user("root")
                .password("")
                .table("counts")
                .upsert()
                .build();
        Batches batches = new Batches();
        List<Count> rows = List.of(
                new Count("a", 1L), new Count("much too long a word", 2L), new Count("b", null), new Count("a", 3L));
        try (SinkSession<Count> session = batches.open(sink)) {
            batches.write(session, 1, rows);
        }
        try (SinkSession<Count> session = batches.open(sink, "output", 2)) {
            batches.write(session, 1, List.of(new Count("a", 100L)));
        }

        assertThat(database.rows("SELECT word, total FROM counts")).containsExactly(List.of("a", "3"));
        assertThat(database.rows("SELECT row_index FROM counts_dead_letters ORDER BY 1"))
                .containsExactly(List.of("1"), List.of("2"));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.kafka.broker.KafkaTopics;
import dev.shaduf.kafka.broker.SharedKafka;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program runs as its user runs it, with a real broker and a real database, and is killed in the middle. */
class PageHitsIT {
    private static final int PAGES = 7;
    private static final int VISITS = 3_000;

    private final KafkaTopics topics = SharedKafka.get().topics();
    private final String topic = topics.create("visits-" + UUID.randomUUID(), 2);

    @TempDir
    private Path temp;

    private EmbeddedPostgres database;

    @BeforeEach
    void start() throws IOException {
        database = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(
                        Path.of("target", "postgresql").toAbsolutePath().toFile())
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setPGStartupWait(Duration.ofMinutes(1))
                .start();
    }

    @AfterEach
    void stop() throws IOException {
        database.close();
    }

    @Test
    @Timeout(240)
    void shouldCountEachVisitOnceAlthoughItIsKilled() throws Exception {
        visit(0);
        killWhen(() -> counted() > 0);
        visit(1);
        killWhen(() -> counted() > VISITS);
        visit(2);
        killWhen(() -> counted() >= 3L * VISITS);

        assertThat(hits()).isEqualTo(expected());
    }

    private interface Reached {
        boolean test() throws SQLException;
    }

    private void killWhen(Reached reached) throws Exception {
        Process program = program();
        try {
            Awaitility.await().atMost(90, TimeUnit.SECONDS).until(() -> {
                assertThat(program.isAlive()).as("see " + log()).isTrue();
                return reached.test();
            });
        } finally {
            program.destroyForcibly().waitFor();
        }
    }

    private Process program() throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                PageHits.class.getName(),
                SharedKafka.get().bootstrap(),
                topic,
                url(),
                temp.resolve("checkpoints").toString(),
                "1",
                "1");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    private Path log() {
        return Path.of("target", topic + ".log");
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:" + database.getPort() + "/postgres?user=postgres&password=postgres";
    }

    private void visit(int round) {
        for (int partition = 0; partition < 2; partition++) {
            List<String> pages = new ArrayList<>();
            for (int i = partition; i < VISITS; i += 2) {
                pages.add("/page-" + (i + round) % PAGES);
            }
            topics.append(topic, partition, pages);
        }
    }

    private static Map<String, Long> expected() {
        Map<String, Long> expected = new TreeMap<>();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < VISITS; i++) {
                expected.merge("/page-" + (i + round) % PAGES, 1L, Long::sum);
            }
        }
        return expected;
    }

    private long counted() throws SQLException {
        return hits().values().stream().mapToLong(Long::longValue).sum();
    }

    private Map<String, Long> hits() throws SQLException {
        Map<String, Long> hits = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(url())) {
            if (!hasTable(connection)) {
                return hits;
            }
            try (ResultSet rows =
                    connection.createStatement().executeQuery("SELECT page, SUM(hits) FROM hits GROUP BY page")) {
                while (rows.next()) {
                    hits.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return hits;
    }

    private static boolean hasTable(Connection connection) throws SQLException {
        try (ResultSet tables = connection.getMetaData().getTables(null, null, "hits", null)) {
            return tables.next();
        }
    }
}

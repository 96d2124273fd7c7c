// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.jdbc.servers.DatabaseServer;
import dev.shaduf.jdbc.servers.PostgresServer;
import dev.shaduf.kafka.broker.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * From Kafka by way of windows into PostgreSQL, while program, broker and database are killed in all combinations: every visit
 * is listed once and counted once. In every other round the program halts at a step of a batch; in the others the servers
 * die under it, and in half of these it dies and starts again while they are down. 6 rounds, or 100 in a soak.
 */
@Timeout(value = 90, unit = TimeUnit.MINUTES)
class KilledKafkaToJdbcIT {
    private static final int KILLS = KilledProcess.kills(6, 100);
    private static final int VISITS_PER_ROUND = 3_000;
    private static final int PARTITIONS = 3;
    private static final Path SERVERS = Path.of("target", "databases");
    private static final String DATABASE = "shop";

    private enum Victims {
        BROKER,
        DATABASE,
        BOTH
    }

    @TempDir
    Path temp;

    private KafkaBroker broker;
    private DatabaseServer database;
    private KilledProcess program;
    private int visits;

    @Test
    void shouldCountAndListEveryVisitOnceWhenProgramBrokerAndDatabaseAreKilled() throws Exception {
        try (KafkaBroker startedBroker = KafkaBroker.start();
                DatabaseServer startedDatabase = PostgresServer.start(SERVERS)) {
            broker = startedBroker;
            database = startedDatabase;
            prepare();
            for (int kill = 0; kill < KILLS; kill++) {
                visit();
                if (kill % 2 == 0) {
                    program.haltedAtAStep(kill);
                } else {
                    killServers(kill, Victims.values()[kill / 2 % 3]);
                }
            }
            visit();
            Files.writeString(temp.resolve("end"), "" + visits);
            program.finish();

            verify();
        }
    }

    private void prepare() throws SQLException {
        broker.topics().create(KilledKafkaToJdbcProgram.TOPIC, PARTITIONS);
        database.create(DATABASE);
        try (Connection connection = database.connect(DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE visits (number INT NOT NULL)");
            statement.execute(
                    "CREATE TABLE hits (page VARCHAR(20) NOT NULL, window_end TIMESTAMP NOT NULL, hits BIGINT NOT NULL)");
        }
        program = new KilledProcess(KilledKafkaToJdbcProgram.class, temp);
        program.tell("servers", broker.bootstrap());
        program.tell("url", database.url(DATABASE));
        program.tell("user", database.user());
        program.tell("password", database.password());
    }

    private void visit() {
        List<String> numbers = IntStream.range(visits, visits + VISITS_PER_ROUND)
                .mapToObj(String::valueOf)
                .toList();
        int each = VISITS_PER_ROUND / PARTITIONS;
        for (int partition = 0; partition < PARTITIONS; partition++) {
            broker.topics()
                    .append(
                            KilledKafkaToJdbcProgram.TOPIC,
                            partition,
                            numbers.subList(partition * each, (partition + 1) * each));
        }
        visits += VISITS_PER_ROUND;
    }

    private void killServers(int kill, Victims victims) throws Exception {
        Process process = program.start(kill, "SIGKILL of " + victims);
        program.runs(process, 1, 2_000);
        if (victims != Victims.DATABASE) {
            broker.kill();
        }
        if (victims != Victims.BROKER) {
            database.kill();
        }
        program.runs(process, 1, 500);
        if (program.random().nextBoolean()) {
            KilledProcess.kill(process);
            process = program.start(kill, "SIGKILL while they were down, and a start");
            program.runs(process, 1, 500);
        }
        restart(victims);
        program.awaitRunning(process);
        program.runs(process, 1, 1_000);
        KilledProcess.kill(process);
    }

    private void restart(Victims victims) throws IOException {
        if (victims != Victims.DATABASE) {
            broker.restart();
        }
        if (victims != Victims.BROKER) {
            database.restart();
        }
    }

    private void verify() throws SQLException {
        assertThat(DatabaseColumn.of(database, DATABASE, "SELECT number FROM visits ORDER BY number"))
                .as(program.said())
                .isEqualTo(IntStream.range(0, visits).mapToObj(String::valueOf).toList());
        assertThat(DatabaseColumn.of(database, DATABASE, "SELECT SUM(hits) FROM hits GROUP BY page ORDER BY page"))
                .as(program.said())
                .isEqualTo(IntStream.range(0, KilledKafkaToJdbcProgram.PAGES)
                        .mapToObj(page -> "" + visitsOf(page))
                        .toList());
    }

    private long visitsOf(int page) {
        return IntStream.range(0, visits)
                .filter(visit -> visit % KilledKafkaToJdbcProgram.PAGES == page)
                .count();
    }
}

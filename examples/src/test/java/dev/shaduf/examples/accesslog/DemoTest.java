// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.kafka.broker.KafkaTopics;
import dev.shaduf.kafka.broker.SharedKafka;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo runs as a user runs it: in a process of its own. */
class DemoTest {
    @TempDir
    Path temp;

    @Test
    void shouldCountItsOwnLogAndFindTheTotalsRight() throws Exception {
        Process demo = start(
                "--lines",
                "20000",
                "--rate",
                "10000",
                "--output",
                temp.resolve("out").toString());

        assertThat(demo.waitFor(60, TimeUnit.SECONDS)).as(this::output).isTrue();

        assertThat(demo.exitValue()).as(this::output).isZero();
        assertThat(output()).contains("Time: ", "as in the log.", "records/s | delay");
        assertThat(written(temp.resolve("out"))).isNotEmpty();
        assertThat(output()).contains("Table page_counts", "| page ", "| hits |");
        String url = DemoDatabase.fileIn(temp.resolve("out").toString());
        assertThat(rowsOfTheTable(DriverManager.getConnection(url))).isPositive();
    }

    @Test
    void shouldWriteIntoTheUsersOwnDatabase() throws Exception {
        String url = "jdbc:h2:file:" + temp.resolve("own");
        Process demo = start(
                "--lines",
                "4000",
                "--output",
                temp.resolve("out").toString(),
                "--jdbc-url",
                url,
                "--jdbc-user",
                "sa",
                "--jdbc-password",
                "s3cret");

        assertThat(demo.waitFor(60, TimeUnit.SECONDS)).as(this::output).isTrue();

        assertThat(demo.exitValue()).as(this::output).isZero();
        assertThat(output()).contains("Table page_counts", "| hits |").doesNotContain("s3cret");
        assertThat(rowsOfTheTable(DriverManager.getConnection(url, "sa", "s3cret")))
                .isPositive();
        assertThat(temp.resolve("out/counts.mv.db")).doesNotExist();
    }

    private static long rowsOfTheTable(Connection to) throws SQLException {
        try (Connection connection = to;
                ResultSet rows =
                        connection.createStatement().executeQuery("SELECT COUNT(*) FROM page_counts WHERE hits > 0")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void shouldReadTheUsersOwnSocketAndStopGracefullyOnSignal() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(60_000);
            Process demo = start(
                    "--host",
                    "127.0.0.1",
                    "--port",
                    "" + server.getLocalPort(),
                    "--output",
                    temp.resolve("out").toString());
            try (Socket client = server.accept();
                    OutputStream out = client.getOutputStream()) {
                out.write((AccessLog.lines(1, 1).get(0) + "\nnot of a log\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
                Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> output().contains(",1)"));
                demo.destroy();
                assertThat(demo.waitFor(30, TimeUnit.SECONDS)).as(this::output).isTrue();
            } finally {
                demo.destroyForcibly();
            }
        }
        assertThat(output()).doesNotContain("Exception");
    }

    @Test
    void shouldReplayItsLogThroughABrokerThatItStarts() throws Exception {
        Process demo = start(
                "--embedded-kafka",
                "--lines",
                "8000",
                "--output",
                temp.resolve("out").toString());

        assertThat(demo.waitFor(110, TimeUnit.SECONDS)).as(this::output).isTrue();

        assertThat(demo.exitValue()).as(this::output).isZero();
        assertThat(output()).contains("Starting a broker", "as in the log.", "Totals read back from the topic: {200=");
    }

    @Test
    void shouldReadTheUsersOwnTopicAndWriteTotals() throws Exception {
        KafkaTopics topics = SharedKafka.get().topics();
        String topic = topics.create("log-" + UUID.randomUUID(), 1);
        String totals = topics.create(topic + "-totals", 1);
        topics.append(topic, 0, AccessLog.lines(1, 100));
        Process demo = start(
                "--kafka",
                SharedKafka.get().bootstrap(),
                "--topic",
                topic,
                "--to",
                totals,
                "--output",
                temp.resolve("out").toString());
        try {
            Awaitility.await()
                    .atMost(60, TimeUnit.SECONDS)
                    .until(() -> topics.read(totals).stream()
                                    .mapToLong(total -> Long.parseLong(total.value()))
                                    .sum()
                            >= 100);
            demo.destroy();
            assertThat(demo.waitFor(60, TimeUnit.SECONDS)).as(this::output).isTrue();
        } finally {
            demo.destroyForcibly();
        }
        assertThat(output()).doesNotContain("Exception");
    }

    @Test
    void shouldSayWhichOptionsBelongTogether() throws Exception {
        Process demo = start("--topic", "t");

        assertThat(demo.waitFor(30, TimeUnit.SECONDS)).isTrue();

        assertThat(demo.exitValue()).isEqualTo(2);
        assertThat(output()).contains("--kafka and --topic");
    }

    @Test
    void shouldCountTheWordsOfBooksThatAreDroppedIntoADirectory() throws Exception {
        Path books = Files.createDirectory(temp.resolve("books"));
        Files.writeString(books.resolve("one.txt"), "The whale, the sea.\nThe end");
        Process demo =
                start("--dir", books.toString(), "--output", temp.resolve("out").toString());
        try {
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> output().contains("(the,3)"));
            Files.writeString(temp.resolve("two"), "the\n");
            Files.move(temp.resolve("two"), books.resolve("two.txt"));
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> output().contains("(the,4)"));
            demo.destroy();
            assertThat(demo.waitFor(60, TimeUnit.SECONDS)).as(this::output).isTrue();
        } finally {
            demo.destroyForcibly();
        }
        assertThat(output()).doesNotContain("Exception");
        assertThat(written(temp.resolve("out"))).isNotEmpty();
    }

    @Test
    void shouldNameEveryWrongOption() throws Exception {
        Process demo = start("--prot", "99", "--lines", "many");

        assertThat(demo.waitFor(30, TimeUnit.SECONDS)).isTrue();

        assertThat(demo.exitValue()).isEqualTo(2);
        assertThat(output()).contains("did you mean 'port'?", "'lines' is 'many'");
    }

    private Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Demo.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("output.txt").toFile())
                .start();
    }

    private String output() {
        try {
            return Files.readString(temp.resolve("output.txt"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Path> written(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("part-"))
                    .toList();
        }
    }
}

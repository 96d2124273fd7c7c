// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.shaduf.function.Tuple2;
import dev.shaduf.sink.jdbc.internal.Database;
import dev.shaduf.sink.jdbc.internal.Reading;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.testkit.StreamingTest;
import dev.shaduf.time.Durations;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases that let nobody in. */
class ConnectingTest {
    private static final String SECRETS =
            "jdbc:talkative://us3r:inus%2Fer@h1,b:in0ther@h2/db?password=with,comma&sslpassword=per%2Bcent"
                    + ";passphrase={bra;ce};(host=h,token=paren)";
    private static final String[] TOLD = {
        "inus/er",
        "inus%2Fer",
        "in0ther",
        "comma",
        "per+cent",
        "per%2Bcent",
        "bra;ce",
        "paren",
        "byproperty",
        "asapassword"
    };

    record Item(int id, String name) {}

    private static JdbcSinkBuilder<Item> sink(String url) {
        return JdbcSink.<Item>into(url).table("items").records(Item.class);
    }

    private static JdbcLookup.Builder<String, String> lookup(String url) {
        return JdbcLookup.<String, String>from(url)
                .query("SELECT id, name FROM products")
                .row(row -> new Tuple2<>(row.getString(1), row.getString(2)));
    }

    private static void run(StreamHarness harness, JdbcLookup<String, String> lookup) throws Exception {
        harness.collect(lookup.join(harness.source(List.of("a")).mapToPair(id -> new Tuple2<>(id, 1))));
        harness.runBatches(1);
    }

    @Test
    void shouldNotTellSecretsThatADriverTells() throws Exception {
        JdbcSink<Item> sink = sink(SECRETS)
                .user("us3r")
                .password("asapassword")
                .property("keyStorePassword", "byproperty")
                .property("color", "blue")
                .build();
        try (TalkativeDriver driver = new TalkativeDriver()) {
            assertThat(driver.acceptsURL(SECRETS)).isTrue();
            String told = whatIsToldBy(() -> new Batches().open(sink));

            assertThat(told).contains("refused", "also refused", "sent", "us3r", "color=blue", "h2/db");
            assertThat(told).doesNotContain(TOLD);
        }
    }

    @StreamingTest
    void shouldNotTellSecretsOfALookup(StreamHarness harness) throws Exception {
        try (TalkativeDriver driver = new TalkativeDriver()) {
            assertThat(driver.acceptsURL(SECRETS)).isTrue();
            JdbcLookup<String, String> lookup =
                    lookup(SECRETS).user("us3r", "asapassword").build();

            assertThat(whatIsToldBy(() -> run(harness, lookup)))
                    .contains("refused", "sent", "us3r")
                    .doesNotContain(TOLD);
        }
    }

    /** What is thrown, with all its causes, and what is logged. */
    private static String whatIsToldBy(ThrowingCallable failing) {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        Throwable error;
        try (PrintStream heard = new PrintStream(log, true, StandardCharsets.UTF_8)) {
            System.setErr(heard);
            error = catchThrowable(failing);
        } finally {
            System.setErr(before);
        }
        StringBuilder told = new StringBuilder(log.toString(StandardCharsets.UTF_8));
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            told.append(Throwables.getStackTrace(cause));
            for (SQLException next = next(cause); next != null; next = next.getNextException()) {
                told.append(next);
            }
        }
        return told.toString();
    }

    private static SQLException next(Throwable error) {
        return error instanceof SQLException sql ? sql.getNextException() : null;
    }

    @Timeout(20)
    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql:", "jdbc:mariadb:", "jdbc:mysql:", "jdbc:h2:tcp:"})
    void shouldGiveUpASinkWhoseDatabaseNeverAnswersTheLogin(String scheme) throws Exception {
        int before = DriverManager.getLoginTimeout();
        try (SilentServer server = new SilentServer()) {
            JdbcSink<Item> sink = sink(scheme + "//127.0.0.1:" + server.port() + "/db")
                    .user("u")
                    .password("p")
                    .timeout(Durations.seconds(1))
                    .build();

            assertThatThrownBy(() -> new Batches().open(sink))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("//127.0.0.1:" + server.port() + "/db has not let the user in within 1000 ms")
                    .hasMessageContaining("proxy or firewall");
        }
        assertThat(DriverManager.getLoginTimeout()).isEqualTo(before);
    }

    @Timeout(20)
    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql:", "jdbc:mariadb:", "jdbc:mysql:", "jdbc:h2:tcp:"})
    void shouldGiveUpALookupWhoseDatabaseNeverAnswersTheLogin(String scheme) throws Exception {
        try (SilentServer server = new SilentServer()) {
            Database database =
                    new Database(scheme + "//127.0.0.1:" + server.port() + "/db", "u", "p", Map.of(), null, null);
            Reading<String, String> reading = new Reading<>(
                    database, "SELECT 1", row -> new Tuple2<>(row.getString(1), "x"), Durations.seconds(1));

            assertThatThrownBy(reading::rows)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("lookup in " + scheme)
                    .hasMessageContaining("has not let the user in within 1000 ms");
        }
    }
}

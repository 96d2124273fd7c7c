// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shaduf.StreamingContext;
import dev.shaduf.kafka.broker.KafkaBroker;
import dev.shaduf.listener.StreamingListener;
import dev.shaduf.listener.StreamingListenerBatchCompleted;
import dev.shaduf.listener.StreamingListenerReceiverError;
import dev.shaduf.sink.kafka.KafkaSink;
import dev.shaduf.source.kafka.KafkaSource;
import dev.shaduf.time.Durations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker that lets in whoever has its certificate and a password, and that nobody hears of the password. */
@Timeout(300)
class KafkaSecurityIT {
    private static final String STORE_PASSWORD = "storesecret";
    private static final String JAAS = "org.apache.kafka.common.security.plain.PlainLoginModule required";

    @TempDir
    static Path temp;

    private static KafkaBroker broker;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeAll
    static void start() throws Exception {
        Path keys = temp.resolve("broker.p12");
        Path certificate = temp.resolve("broker.pem");
        keytool(
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "EC",
                "-dname",
                "CN=broker",
                "-ext",
                "san=ip:127.0.0.1",
                "-keystore",
                keys.toString());
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "broker",
                "-keystore",
                keys.toString(),
                "-file",
                certificate.toString());
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "broker",
                "-file",
                certificate.toString(),
                "-keystore",
                trusted().toString());
        broker = KafkaBroker.start(
                Map.of(
                        "listener.security.protocol.map",
                        "CLIENT:SASL_SSL,CONTROLLER:PLAINTEXT",
                        "ssl.keystore.location",
                        keys.toString(),
                        "ssl.keystore.password",
                        STORE_PASSWORD,
                        "ssl.truststore.location",
                        trusted().toString(),
                        "ssl.truststore.password",
                        STORE_PASSWORD,
                        "sasl.enabled.mechanisms",
                        "PLAIN",
                        "sasl.mechanism.inter.broker.protocol",
                        "PLAIN",
                        "listener.name.client.plain.sasl.jaas.config",
                        JAAS + " username=\"admin\" password=\"admin\" user_admin=\"admin\" user_app=\"hunter2\";"),
                login("admin", "admin"));
        broker.topics().create("in", 1);
        broker.topics().create("out", 1);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static Path trusted() {
        return temp.resolve("trusted.p12");
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", STORE_PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static Map<String, String> login(String user, String password) {
        return Map.of(
                "security.protocol",
                "SASL_SSL",
                "ssl.truststore.location",
                trusted().toString(),
                "ssl.truststore.password",
                STORE_PASSWORD,
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                JAAS + " username=\"" + user + "\" password=\"" + password + "\";");
    }

    @Test
    void shouldGoFromTopicToTopicWithACertificateAndAPasswordAndShowNeither() throws Exception {
        broker.topics().append("in", 0, List.of("a", "b"));
        PrintStream err = System.err;
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try (StreamingContext ssc = context(login("app", "hunter2"))) {
            ssc.addStreamingListener(new StreamingListener() {
                @Override
                public void onBatchCompleted(StreamingListenerBatchCompleted event) {
                    System.err.println(event);
                }

                @Override
                public void onReceiverError(StreamingListenerReceiverError event) {
                    System.err.println(event);
                }
            });
            ssc.start();
            await().untilAsserted(
                            () -> assertThat(broker.topics().values("out")).containsExactly("a", "b"));
            System.err.println(ssc.status());
        } finally {
            System.setErr(err);
        }

        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("StreamingListenerBatchCompleted")
                .doesNotContain("hunter2")
                .doesNotContain(STORE_PASSWORD);
    }

    @Test
    void shouldLogNoSecretAlthoughKafkasClientsLogTheirSettings() throws Exception {
        broker.topics().append(broker.topics().create("talk", 1), 0, List.of("a"));
        broker.topics().create("heard", 1);
        Path log = temp.resolve("talkative.log");
        Process program = talkative(log);
        try {
            await().atMost(120, TimeUnit.SECONDS).untilAsserted(() -> {
                assertThat(program.isAlive()).as(Files.readString(log)).isTrue();
                assertThat(broker.topics().values("heard")).containsExactly("a");
            });
            program.getOutputStream().close();
            assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            program.destroyForcibly();
        }

        assertThat(Files.readString(log))
                .contains("AdminClientConfig values", "ConsumerConfig values", "ProducerConfig values", "[hidden]")
                .contains("StreamingListenerBatchCompleted")
                .doesNotContain("hunter2")
                .doesNotContain(STORE_PASSWORD);
    }

    private static Process talkative(Path log) throws IOException {
        Properties options = new Properties();
        options.put("kafka.bootstrap.servers", broker.bootstrap());
        options.put("connectTimeout", "60s");
        login("app", "hunter2").forEach((key, value) -> options.put("kafka." + key, value));
        Path file = temp.resolve("options.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            options.store(writer, null);
        }
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TalkativeProgram.class.getName(),
                        file.toString(),
                        "talk",
                        "heard")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    @Test
    void shouldSayWhoDidNotLetItInAndNotWithWhichPassword() {
        PrintStream err = System.err;
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try (StreamingContext ssc = context(login("app", "hunter3"))) {
            assertThatThrownBy(ssc::start)
                    .hasMessageContaining(broker.bootstrap())
                    .hasMessageContaining("uthentication")
                    .extracting(KafkaSecurityIT::trace)
                    .asString()
                    .doesNotContain("hunter3")
                    .doesNotContain(STORE_PASSWORD);
        } finally {
            System.setErr(err);
        }
        assertThat(said.toString(StandardCharsets.UTF_8))
                .doesNotContain("hunter3")
                .doesNotContain(STORE_PASSWORD);
    }

    @Test
    void shouldSayWithinSecondsThatTheBrokerIsNotTrusted() {
        Map<String, String> clients = new TreeMap<>(login("app", "hunter2"));
        clients.remove("ssl.truststore.location");
        clients.remove("ssl.truststore.password");
        try (StreamingContext ssc = context(clients)) {
            assertThatThrownBy(ssc::start)
                    .hasMessageContaining(broker.bootstrap())
                    .extracting(KafkaSecurityIT::trace)
                    .asString()
                    .doesNotContain("hunter2");
        }
    }

    private static StreamingContext context(Map<String, String> clients) {
        StreamingContext ssc = new StreamingContext("local[2]", "secure", Durations.milliseconds(200));
        var source = KafkaSource.strings(broker.bootstrap())
                .subscribe("in")
                .startingOffsets("earliest")
                .connectTimeout(Durations.seconds(60));
        var sink = KafkaSink.strings(broker.bootstrap(), "out").connectTimeout(Durations.seconds(60));
        clients.forEach(source::kafka);
        clients.forEach(sink::kafka);
        assertThat(source.build() + " " + sink.build()).doesNotContain("hunter");
        ssc.stream(source.build()).sinkTo(sink.build());
        return ssc;
    }

    private static String trace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.config.Options;
import dev.shaduf.spi.Source;
import dev.shaduf.testkit.OptionsTable;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSourceOptionsTest {
    private static final KafkaSourceProvider PROVIDER = new KafkaSourceProvider();
    private static final String LOGIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required password=\"hunter2\";";

    @Test
    void shouldHaveItsOptionsInTheDocumentation() throws Exception {
        OptionsTable.check(Path.of("../docs/connectors/kafka-source.md"), PROVIDER.settings());
    }

    @Test
    void shouldBeMadeOfOptions() {
        assertThat(create(Map.of("kafka.bootstrap.servers", "localhost:9092", "subscribe", "orders"))
                        .name())
                .isEqualTo("kafka(orders)");
    }

    @Test
    void shouldNameEveryFaultAtOnce() {
        assertThatThrownBy(() -> create(Map.of(
                        "kafka.bootstrap.servers", "localhost:9092",
                        "subscribe", "orders",
                        "assign", "orders-0",
                        "startingOffsets", "yesterday",
                        "kafka.group.id", "g",
                        "kafka.fetch.min.byte", "1")))
                .hasMessageContaining("one of the options subscribe, subscribePattern and assign")
                .hasMessageContaining("'yesterday' is neither earliest")
                .hasMessageContaining("'kafka.group.id' is set by the source")
                .hasMessageContaining("did you mean 'kafka.fetch.min.bytes'?");
    }

    @Test
    void shouldNameAnUnknownOptionAndTheNearest() {
        assertThatThrownBy(() -> create(Map.of(
                        "kafka.bootstrap.servers",
                        "localhost:9092",
                        "subscribe",
                        "orders",
                        "startingOffset",
                        "earliest")))
                .hasMessageContaining("option 'startingOffset' is unknown; did you mean 'startingOffsets'?");
    }

    @Test
    void shouldNameValuesThatClientsWouldRefuse() {
        assertThatThrownBy(() -> create(Map.of(
                        "kafka.bootstrap.servers", "localhost:9092, broker-2",
                        "subscribe", "orders",
                        "kafka.max.poll.records", "many",
                        "kafka.request.timeout.ms", "-1")))
                .hasMessageContaining("option 'kafka.bootstrap.servers' has 'broker-2'; it must be host:port")
                .hasMessageContaining("option 'kafka.max.poll.records': Invalid value many")
                .hasMessageContainingAll("option 'kafka.request.timeout.ms': Invalid value -1");
    }

    @Test
    void shouldNameADeserializerThatIsNone() {
        assertThatThrownBy(() -> create(Map.of(
                        "kafka.bootstrap.servers", "localhost:9092",
                        "subscribe", "orders",
                        "value.deserializer", "java.lang.String")))
                .hasMessageContaining("option 'value.deserializer' is 'java.lang.String'");
    }

    @Test
    void shouldKeepSecretsToItself() {
        KafkaSource<String> source = KafkaSource.strings("localhost:9092")
                .subscribe("orders")
                .kafka("sasl.jaas.config", LOGIN)
                .kafka("ssl.truststore.password", "hunter2")
                .build();

        assertThat(source.toString()).doesNotContain("hunter2");
        assertThatThrownBy(() -> KafkaSource.strings("localhost:9092")
                        .subscribe("")
                        .kafka("sasl.jaas.config", LOGIN)
                        .build())
                .message()
                .doesNotContain("hunter2");
        assertThat(new Codec<>(StringDeserializer::new, StringDeserializer::new, Map.of("sasl.jaas.config", LOGIN)))
                .asString()
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PlainLoginModule required password=hunter 2;",
                "PlainLoginModule required password=\"hunter\"2\";",
                "PlainLoginModule hunter2;",
                "hunter2"
            })
    void shouldRefuseALoginThatKafkaDoesNotUnderstandAndShowNothingOfIt(String login) {
        assertThatThrownBy(() -> create(Map.of(
                        "kafka.bootstrap.servers", "localhost:9092",
                        "subscribe", "orders",
                        "kafka.sasl.jaas.config", login)))
                .hasMessageContaining("option 'kafka.sasl.jaas.config' is no login that Kafka accepts")
                .hasMessageContaining("a semicolon at the end")
                .hasNoCause()
                .message()
                .doesNotContain("hunter");
    }

    @Test
    void shouldSayWhichOptionsAreItsOwnAndNotOfTheClients() {
        assertThatThrownBy(() -> create(Map.of(
                        "kafka.bootstrap.servers", "localhost:9092",
                        "subscribe", "orders",
                        "kafka.compacted", "allow",
                        "kafka.failOnDataLoss", "false")))
                .hasMessageContaining(
                        "option 'kafka.compacted' is an option of the source, not of Kafka's clients: write"
                                + " 'compacted'")
                .hasMessageContaining("write 'failOnDataLoss'");
    }

    private static Source<?, ?, ?> create(Map<String, String> options) {
        return PROVIDER.create(Options.check("source 'kafka'", options, PROVIDER.settings()));
    }
}

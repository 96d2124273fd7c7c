// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.config.Options;
import dev.shaduf.spi.Source;
import dev.shaduf.testkit.OptionsTable;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaSourceOptionsTest {
    private static final KafkaSourceProvider PROVIDER = new KafkaSourceProvider();

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
                .kafka("sasl.jaas.config", "password='hunter2'")
                .kafka("ssl.truststore.password", "hunter2")
                .build();

        assertThat(source.toString()).doesNotContain("hunter2");
        assertThatThrownBy(() -> KafkaSource.strings("localhost:9092")
                        .subscribe("")
                        .kafka("sasl.jaas.config", "password='hunter2'")
                        .build())
                .message()
                .doesNotContain("hunter2");
    }

    private static Source<?, ?, ?> create(Map<String, String> options) {
        return PROVIDER.create(Options.check("source 'kafka'", options, PROVIDER.settings()));
    }
}

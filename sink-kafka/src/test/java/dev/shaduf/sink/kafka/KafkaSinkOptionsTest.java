// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.config.Options;
import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.Sink;
import dev.shaduf.testkit.OptionsTable;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaSinkOptionsTest {
    private static final KafkaSinkProvider PROVIDER = new KafkaSinkProvider();

    @Test
    void shouldHaveItsOptionsInTheDocumentation() throws Exception {
        OptionsTable.check(Path.of("../docs/connectors/kafka-sink.md"), PROVIDER.settings());
    }

    @Test
    void shouldBeMadeOfOptions() {
        Sink<?> sink = create(
                Map.of("kafka.bootstrap.servers", "localhost:9092", "topic", "counts", "delivery", "at-least-once"));

        assertThat(sink.name()).isEqualTo("kafka(counts)");
        assertThat(sink.guarantee()).isEqualTo(Guarantee.AT_LEAST_ONCE);
    }

    @Test
    void shouldNameEveryFaultAtOnce() {
        assertThatThrownBy(() -> create(Map.of(
                        "kafka.bootstrap.servers", "localhost:9092",
                        "topic", "no topic!",
                        "kafka.transactional.id", "mine",
                        "kafka.batch.size", "big",
                        "kafka.compresion.type", "lz4")))
                .hasMessageContaining("option 'topic' is 'no topic!'")
                .hasMessageContaining("'kafka.transactional.id' is set by the sink")
                .hasMessageContaining("option 'kafka.batch.size': Invalid value big")
                .hasMessageContaining("did you mean 'kafka.compression.type'?");
    }

    @Test
    void shouldRefuseALoginThatKafkaDoesNotUnderstandAndShowNothingOfIt() {
        assertThatThrownBy(() -> create(Map.of(
                        "kafka.bootstrap.servers", "localhost:9092",
                        "topic", "counts",
                        "kafka.sasl.jaas.config", "PlainLoginModule required password=hunter 2;")))
                .hasMessageContaining("option 'kafka.sasl.jaas.config' is no login that Kafka accepts")
                .hasNoCause()
                .message()
                .doesNotContain("hunter");
    }

    @Test
    void shouldSayWhichOptionsAreItsOwnAndNotOfTheClients() {
        assertThatThrownBy(() -> create(Map.of(
                        "kafka.bootstrap.servers", "localhost:9092",
                        "topic", "counts",
                        "kafka.delivery", "at-least-once")))
                .hasMessageContaining(
                        "'kafka.delivery' is an option of the sink, not of Kafka's clients: write 'delivery'");
    }

    private static Sink<?> create(Map<String, String> options) {
        return PROVIDER.create(Options.check("sink 'kafka'", options, PROVIDER.settings()));
    }
}

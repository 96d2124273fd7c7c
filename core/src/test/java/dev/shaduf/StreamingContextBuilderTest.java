// SPDX-License-Identifier: Apache-2.0
package dev.shaduf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamingContextBuilderTest {
    private final String name = Names.unique();

    @Test
    void shouldNameEveryFaultAtOnce() {
        assertThatThrownBy(() -> StreamingContext.builder()
                        .conf(new StreamingConf(false))
                        .master("locl[2]")
                        .appName(" ")
                        .batchInterval(new Duration(0))
                        .conf("shaduf.stop.timeuot", "5s")
                        .conf("shaduf.batch.attempts", "none")
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("batch interval is 0 ms")
                .hasMessageContaining("no engine understands master 'locl[2]'")
                .hasMessageContaining("'shaduf.app.name' is blank")
                .hasMessageContaining("'shaduf.stop.timeuot' is unknown; did you mean")
                .hasMessageContaining("'shaduf.batch.attempts' is 'none'");
    }

    @Test
    void shouldSayEachFaultOnce() {
        assertThatThrownBy(() -> new StreamingContext("local[1]", " ", Durations.seconds(1)))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.faults()).singleElement().asString().contains("'shaduf.app.name' is blank"));
    }

    @Test
    void shouldNameTheSettingThatIsGivenNull() {
        assertThatThrownBy(() -> new StreamingContext(absent(), name, Durations.seconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'shaduf.master' is given null");
        assertThatThrownBy(() -> new StreamingConf(false).set("shaduf.stop.timeout", absent()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'shaduf.stop.timeout' is given null");
    }

    // What a variable of the environment gives that is not set.
    private static String absent() {
        return System.getenv("SHADUF_NO_SUCH_VARIABLE");
    }

    @Test
    void shouldAskForTheBatchInterval() {
        assertThatThrownBy(() -> StreamingContext.builder()
                        .master("local[1]")
                        .appName(name)
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("batch interval is missing");
    }

    @Test
    void shouldRefuseAMasterWhenAnEngineContextIsGiven() {
        try (ShadufContext context = new ShadufContext("local[1]", name)) {
            assertThatThrownBy(() -> StreamingContext.builder()
                            .engineContext(context)
                            .master("local[4]")
                            .batchInterval(Durations.seconds(1))
                            .build())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("local[4]")
                    .hasMessageContaining("local[1]");
        }
    }

    @Test
    void shouldLeaveNoThreadWhenRefused() {
        assertThatThrownBy(() -> new StreamingContext("local[2]", name, new Duration(-5)))
                .isInstanceOf(ConfigurationException.class);

        assertThat(Names.threadsOf(name)).isEmpty();
    }

    @Test
    void shouldRefuseAPortOutOfRange() {
        try (StreamingContext ssc = new StreamingContext("local[1]", name, Durations.seconds(1))) {
            assertThatThrownBy(() -> ssc.socketTextStream("localhost", 65_536))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("65536")
                    .hasMessageContaining("65535");
        }
    }

    @Test
    void shouldNameTheArtifactWhenAConnectorIsMissing() {
        try (StreamingContext ssc = new StreamingContext("local[1]", name, Durations.seconds(1))) {
            assertThatThrownBy(() -> ssc.socketTextStream("localhost", 9999))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("shaduf-source-socket");
            assertThatThrownBy(() -> ssc.textFileStream("/tmp"))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("shaduf-source-file");
            assertThatThrownBy(() -> ssc.stream("kafka", Map.of(), String.class))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("shaduf-source-kafka");
        }
    }

    @Test
    void shouldNameTheArtifactWhenTheStoreOfStatesIsMissing() {
        StreamingConf conf =
                new StreamingConf(false).setMaster("local[1]").setAppName(name).set("shaduf.state.store", "disk");
        assertThatThrownBy(() -> new StreamingContext(conf, Durations.seconds(1)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no state store 'disk'")
                .hasMessageContaining("dev.shaduf:shaduf-state-disk");
        assertThat(Names.threadsOf(name)).isEmpty();
    }

    @Test
    void shouldKeepItsOwnCopyOfTheConfiguration() {
        StreamingConf conf = new StreamingConf(false).setMaster("local[1]").setAppName(name);
        try (StreamingContext ssc = new StreamingContext(conf, Durations.seconds(1))) {
            conf.setAppName("other");

            assertThat(ssc.status().name()).isEqualTo(name);
        }
    }

    @Test
    void shouldLeaveAGivenEngineContextOpen() {
        try (ShadufContext context = new ShadufContext("local[1]", name)) {
            new StreamingContext(context, Durations.seconds(1)).stop();

            assertThat(context.parallelize(List.of(1, 2)).count()).isEqualTo(2);
        }
    }
}

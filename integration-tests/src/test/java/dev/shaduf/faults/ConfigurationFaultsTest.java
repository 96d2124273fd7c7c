// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.StreamingContext;
import dev.shaduf.StreamingContextBuilder;
import dev.shaduf.StreamingContextState;
import dev.shaduf.config.ConfigurationException;
import dev.shaduf.config.Options;
import dev.shaduf.config.Setting;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.source.socket.SocketReceiver;
import dev.shaduf.spi.Source;
import dev.shaduf.spi.SourceProvider;
import dev.shaduf.testkit.MemorySource;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings and names that are wrong: refused before anything runs. */
@ExtendWith(NoThreadLeft.class)
class ConfigurationFaultsTest {
    /** A connector that takes the name of another one. */
    public static final class SecondSocket implements SourceProvider {
        @Override
        public String id() {
            return "socket";
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of();
        }

        @Override
        public Source<?, ?, ?> create(Options options) {
            return new MemorySource<String>("second");
        }
    }

    @Test
    void shouldRefuseTwoConnectorsWithOneName(@TempDir Path classes) throws Exception {
        try (URLClassLoader both = registering(classes, SecondSocket.class);
                StreamingContext ssc = builder().build()) {
            Thread.currentThread().setContextClassLoader(both);

            assertThat(Told.by(() -> ssc.stream("socket", Map.of(), String.class)))
                    .contains("id 'socket' is taken twice")
                    .contains("SocketReceiverProvider", SecondSocket.class.getName())
                    .contains("remove one of them from the class path");
        } finally {
            Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
        }
    }

    @Test
    void shouldRefuseAConnectorThatIsNotThere() {
        try (StreamingContext ssc = builder().build()) {
            assertThat(Told.by(() -> ssc.stream("pigeons", Map.of(), String.class)))
                    .contains("no receiver or source 'pigeons'", "file", "kafka", "socket");
        }
    }

    @Test
    void shouldRefuseAllFaultsOfOptionsAtOnce() {
        try (StreamingContext ssc = builder().build()) {
            assertThat(Told.by(() -> ssc.stream(
                            "socket", Map.of("hots", "localhost", "port", "70000", "tls", "maybe"), String.class)))
                    .contains("receiver 'socket'")
                    .contains("'hots' is unknown; did you mean 'host'?")
                    .contains("'host'")
                    .contains("'port' is '70000'", "65535")
                    .contains("'tls' is 'maybe'");
        }
    }

    @Test
    void shouldRefuseAnUnknownSettingWithTheOneThatWasMeant() {
        assertThat(Told.by(() -> builder().conf("shaduf.batch.atempts", "5").build()))
                .contains("'shaduf.batch.atempts' is unknown; did you mean 'shaduf.batch.attempts'?");
    }

    @Test
    void shouldNameAllFaultsOfAContextAtOnce() {
        assertThat(Told.by(() -> StreamingContext.builder()
                        .conf(new StreamingConf(false))
                        .master("locale[2]")
                        .appName(" ")
                        .conf("shaduf.stop.timeout", "soon")
                        .batchInterval(Durations.milliseconds(0))
                        .build()))
                .contains("the batch interval is 0 ms; it must be at least 1 ms")
                .contains("master 'locale[2]'")
                .contains("'shaduf.stop.timeout' is 'soon'")
                .contains("'shaduf.app.name' is blank; give the application a name");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void shouldRefuseABatchIntervalThatIsNoTime(long millis) {
        assertThat(Told.by(() -> builder().batchInterval(new Duration(millis)).build()))
                .contains(ConfigurationException.class.getName())
                .contains("the batch interval is " + new Duration(millis) + "; it must be at least 1 ms");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_536, Integer.MAX_VALUE})
    void shouldRefuseAPortOutOfRange(int port) {
        try (StreamingContext ssc = builder().build()) {
            assertThat(Told.by(() -> ssc.socketTextStream("localhost", port)))
                    .contains("socketTextStream(\"localhost\", " + port + ") is refused")
                    .contains("not between 1 and 65535");
            assertThat(Told.by(() -> SocketReceiver.lines("localhost", port).build()))
                    .contains("option 'port' is " + port + "; it must be a whole number from 1 to 65535");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mesos://host", "LOCAL", "spark://h:1", "local[", "local[1,2,3]"})
    void shouldRefuseAMasterThatNoEngineKnows(String master) {
        assertThat(Told.by(() -> builder().master(master).build()))
                .contains("master", "'" + master + "'", "local, local[n], local[*], local[n,m]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local[0]", "local[-1]", "local[x]", "local[2,0]", "local[99999999999]"})
    void shouldRefuseNumbersOfAMasterThatAreNone(String master) {
        assertThat(Told.by(() -> builder().master(master).build()))
                .contains("master URL '" + master + "' is wrong", "must be a whole number from 1 to");
    }

    @Test
    void shouldNameTheArtifactOfAMissingEngine() {
        assertThat(Told.by(() -> builder().master("spark://h:7077").build()))
                .contains("dev.shaduf:shaduf-engine-spark");
    }

    @Test
    void shouldRefuseTwoActiveContextsWithOneName() {
        try (StreamingContext first = builder().appName("twin").build();
                StreamingContext second = builder().appName("twin").build()) {
            printNothing(first);
            printNothing(second);
            first.start();

            assertThat(Told.by(second::start))
                    .contains("'twin' is active in this JVM already", "stop it", "shaduf.app.name");
            assertThat(second.getState()).isEqualTo(StreamingContextState.STOPPED);
            assertThat(first.getState()).isEqualTo(StreamingContextState.ACTIVE);
        }
    }

    @Test
    void shouldRefuseAContextWithoutOutputs() {
        try (StreamHarness harness = StreamHarness.local(1)) {
            harness.source(List.of(1)).map(x -> x);

            assertThat(Told.by(harness::start)).contains("No output operations registered", "foreachRDD");
        }
    }

    @Test
    void shouldRefuseAWindowThatIsNoMultipleOfTheIntervalWithItsLine() {
        try (StreamHarness harness = StreamHarness.local(1)) {
            assertThat(Told.by(() -> {
                        harness.source(List.of(1))
                                .window(Durations.milliseconds(1_500))
                                .print();
                        harness.start();
                    }))
                    .containsPattern("window at ConfigurationFaultsTest\\.java:\\d+")
                    .contains("1500 ms", "1000 ms", "multiple");
        }
    }

    private static void printNothing(StreamingContext ssc) {
        ssc.stream(new MemorySource<String>("empty")).foreachRDD(rdd -> {});
    }

    private static StreamingContextBuilder builder() {
        return StreamingContext.builder()
                .conf(new StreamingConf(false))
                .master("local[1]")
                .appName("configuration-faults")
                .batchInterval(Durations.seconds(1));
    }

    private static URLClassLoader registering(Path classes, Class<?> provider) throws IOException {
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(services.resolve(SourceProvider.class.getName()), provider.getName());
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, ConfigurationFaultsTest.class.getClassLoader());
    }
}

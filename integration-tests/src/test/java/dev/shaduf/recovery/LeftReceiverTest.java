// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.BatchStep;
import dev.shaduf.spi.Position;
import dev.shaduf.spi.Receiver;
import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.CrashInjector;
import dev.shaduf.testkit.ManualClock;
import dev.shaduf.testkit.MemorySource;
import dev.shaduf.testkit.StreamHarness;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the log of a receiver that the next program does not have. */
class LeftReceiverTest {
    @TempDir
    Path directory;

    private final ManualClock clock = new ManualClock();
    private final CollectingSink<String> sink = new CollectingSink<>("out");

    private static final class Storing extends Receiver<String> {
        private static final long serialVersionUID = 1L;

        Storing() {
            super(StorageLevel.MEMORY_ONLY);
        }

        @Override
        public void onStart() {}

        @Override
        public void onStop() {}

        Optional<Position> last(String lane) {
            return context().lastPosition(lane);
        }
    }

    @Test
    void shouldNotLoseWithoutAWordWhatNoBatchHasHad() throws Exception {
        receive(false, "a", "b");

        assertThatThrownBy(() -> without(Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the receiver with uid 'lines' has stored and no completed batch has had")
                .hasMessageContaining("shaduf.input.drop=lines");
        assertThat(log()).exists();
    }

    @Test
    void shouldProcessWhatAReceiverThatIsKeptForOneMoreRunHasStored() throws Exception {
        receive(false, "a", "b");

        receive(true);

        assertThat(sink.records()).containsExactly("a", "b");
        without(Map.of());
        assertThat(segments()).isZero();
    }

    @Test
    void shouldDeleteWhatTheProgramGivesUp() throws Exception {
        receive(false, "a", "b");

        without(Map.of("shaduf.input.drop", "lines"));

        assertThat(segments()).isZero();
    }

    @Test
    void shouldKeepHowFarAPeerWasReadForAReceiverThatComesBack() throws Exception {
        try (StreamHarness harness = harness(Map.of())) {
            Storing receiver = started(harness);
            receiver.store("a", Position.of("lane", 7));
            await().until(() -> receiver.last("lane").isPresent());
            harness.runBatches(1);
        }

        without(Map.of());

        try (StreamHarness harness = harness(Map.of())) {
            assertThat(started(harness).last("lane")).contains(Position.of("lane", 7));
        }
        without(Map.of("shaduf.input.drop", "lines"));
        assertThat(segments()).isZero();
    }

    @Test
    void shouldNotLeaveWhatIsInTheLogWhenThatIsTurnedOff() throws Exception {
        receive(false, "a");

        assertThatThrownBy(() -> {
                    try (StreamHarness harness = harness(Map.of("shaduf.receiver.log", "false"))) {
                        started(harness);
                    }
                })
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("set shaduf.receiver.log=true until it is processed");
    }

    @Test
    void shouldProcessTheRestOfABatchInFlightOfWhichABlockIsLost() throws Exception {
        CrashInjector crash = CrashInjector.throwing().at(BatchStep.RUNNING, 1);
        try (StreamHarness harness = harness(Map.of(), crash)) {
            Storing receiver = started(harness);
            receiver.store(List.of("kept"));
            receiver.store(List.of("damaged"));
            harness.runBatches(1);
        } catch (Exception e) {
            assertThat(crash.crashed()).isTrue();
        }
        damage("damaged");

        receive(true);

        assertThat(sink.records()).containsExactly("kept");
    }

    private void damage(String text) throws Exception {
        try (var files = Files.list(log())) {
            Path file = files.findFirst().orElseThrow();
            byte[] bytes = Files.readAllBytes(file);
            bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text)] ^= 1;
            Files.write(file, bytes);
        }
    }

    private void receive(boolean process, String... records) throws Exception {
        try (StreamHarness harness = harness(Map.of())) {
            Storing receiver = started(harness);
            if (records.length > 0) {
                receiver.store(List.of(records));
            }
            if (process) {
                harness.runBatches(2);
            }
        }
    }

    private Storing started(StreamHarness harness) throws Exception {
        Storing receiver = new Storing();
        harness.context().receiverStream(receiver).uid("lines").sinkTo(sink).uid("out");
        harness.start();
        await().until(receiver::isStarted);
        return receiver;
    }

    private void without(Map<String, String> conf) throws Exception {
        try (StreamHarness harness = harness(conf)) {
            MemorySource<String> other = new MemorySource<>("other");
            harness.context().stream(other).uid("other").sinkTo(sink).uid("out");
            harness.runBatches(1);
        }
    }

    private StreamHarness harness(Map<String, String> conf) {
        return harness(conf, CrashInjector.throwing());
    }

    private StreamHarness harness(Map<String, String> conf, CrashInjector crash) {
        StreamHarness.Builder builder = StreamHarness.builder()
                .clock(clock)
                .conf("shaduf.checkpoint.dir", directory.toString())
                .probe(crash);
        conf.forEach(builder::conf);
        return builder.build();
    }

    private Path log() {
        return directory.resolve("received/lines");
    }

    private int segments() throws Exception {
        if (!Files.exists(log())) {
            return 0;
        }
        try (var files = Files.list(log())) {
            return (int) files.count();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import static dev.shaduf.semantics.Semantics.words;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.StreamHarness;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a program asks of its outputs, and what they reach. */
@Timeout(60)
class GuaranteeTest {
    @TempDir
    private Path directory;

    private StreamHarness harness(String asked, boolean checkpointed) {
        StreamHarness.Builder builder =
                StreamHarness.builder().master(Semantics.MASTER).conf("shaduf.processing.guarantee", asked);
        return (checkpointed ? builder.conf("shaduf.checkpoint.dir", directory.toString()) : builder).build();
    }

    @Test
    void shouldAcceptASinkWithCommitBehindAReplayableSource() {
        try (StreamHarness harness = harness("exactly-once", true)) {
            words(harness, "a").sinkTo(new CollectingSink<>("sink"));

            assertThatCode(harness::start).doesNotThrowAnyException();
        }
    }

    @Test
    void shouldRefuseExactlyOnceWithoutACheckpointDirectory() {
        try (StreamHarness harness = harness("exactly-once", false)) {
            words(harness, "a").sinkTo(new CollectingSink<>("sink"));

            assertThatThrownBy(harness::start)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("sinkTo at GuaranteeTest.java")
                    .hasMessageContaining("shaduf.checkpoint.dir");
        }
    }

    @Test
    void shouldNameTheOutputThatIsTheWeakestLink() {
        try (StreamHarness harness = harness("exactly-once", true)) {
            var words = words(harness, "a");
            words.sinkTo(new CollectingSink<>("sink"));
            words.foreachRDD(rdd -> {});

            assertThatThrownBy(harness::start)
                    .hasMessageContaining("foreachRDD at GuaranteeTest.java")
                    .hasMessageContaining("idempotent()")
                    .hasMessageNotContaining("sinkTo at");
        }
    }

    @Test
    void shouldAcceptAnOutputThatIsDeclaredIdempotentAndOneThatPrints() {
        try (StreamHarness harness = harness("exactly-once", true)) {
            var words = words(harness, "a");
            words.foreachRDD(rdd -> {}).idempotent();
            words.print();

            assertThatCode(harness::start).doesNotThrowAnyException();
        }
    }

    @Test
    void shouldAskNothingUnlessToldTo() {
        try (StreamHarness harness = harness("strongest", false)) {
            words(harness, "a").foreachRDD(rdd -> {});

            assertThatCode(harness::start).doesNotThrowAnyException();
        }
    }
}

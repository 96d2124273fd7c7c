// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContendersTest {
    @TempDir
    private Path home;

    @BeforeEach
    void build() throws IOException {
        for (Path module : new Path[] {home, home.resolve("peer-spark"), home.resolve("peer-streams")}) {
            Files.createDirectories(module.resolve("target"));
            Files.writeString(module.resolve("target/classpath.txt"), "some.jar\n");
            Files.writeString(module.resolve("target/launch-classpath.txt"), "few.jar\n");
        }
    }

    @Test
    void shouldNameMainClassesAfterContenderAndWorkload() throws IOException {
        assertThat(new Contenders(home, InputKind.SOCKET).parse("hand,shaduf,spark"))
                .extracting(contender -> contender.mainClass(Workload.WORDCOUNT))
                .containsExactly(
                        "dev.shaduf.benchmarks.hand.WordCount",
                        "dev.shaduf.benchmarks.shaduf.WordCount",
                        "dev.shaduf.benchmarks.spark.WordCount");
    }

    @Test
    void shouldTakeTheLoopOfTheInput() throws IOException {
        assertThat(new Contenders(home, InputKind.KAFKA).parse("hand,shaduf,streams"))
                .extracting(contender -> contender.mainClass(Workload.COPY))
                .containsExactly(
                        "dev.shaduf.benchmarks.hand.kafka.Copy",
                        "dev.shaduf.benchmarks.shaduf.Copy",
                        "dev.shaduf.benchmarks.streams.Copy");
    }

    @Test
    void shouldPutOwnClassesInFrontOfDependencies() throws IOException {
        assertThat(only("hand").classPath(Workload.GREP))
                .isEqualTo(home.resolve("target/classes") + File.pathSeparator + "some.jar");
    }

    @Test
    void shouldLaunchWithTheJarsOfASocketJobAlone() throws IOException {
        assertThat(only("shaduf").classPath(Workload.LAUNCH))
                .isEqualTo(home.resolve("target/classes") + File.pathSeparator + "few.jar");
    }

    @Test
    void shouldGiveAVariantItsOwnLanesAndOptions() throws IOException {
        Contender variant = only("spark:lanes=1;master=local[2]");
        assertThat(variant.name()).isEqualTo("spark:lanes=1;master=local[2]");
        assertThat(variant.lanes(Workload.GREP)).isEqualTo(1);
        assertThat(variant.options()).isEqualTo(Map.of("master", "local[2]"));
    }

    @Test
    void shouldGiveAVariantItsOwnJvmFlags() throws IOException {
        assertThat(only("hand:jvm=-XX:+UseParallelGC+-Xmn1g").jvmFlags())
                .containsExactly("-XX:+UseParallelGC", "-Xmn1g");
    }

    @Test
    void shouldRefuseUnknownContendersAndBadVariants() {
        assertThatThrownBy(() -> only("storm")).hasMessageContaining("'storm'");
        assertThatThrownBy(() -> only("spark:fast")).hasMessageContaining("'fast'");
    }

    @Test
    void shouldSayHowToBuildWhatIsNotBuilt(@TempDir Path elsewhere) {
        assertThatThrownBy(() -> new Contenders(elsewhere, InputKind.SOCKET).parse("hand"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("benchmarks/run build");
    }

    private Contender only(String spec) throws IOException {
        return new Contenders(home, InputKind.SOCKET).parse(spec).get(0);
    }
}

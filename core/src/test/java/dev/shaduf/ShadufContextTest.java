// SPDX-License-Identifier: Apache-2.0
package dev.shaduf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.config.StreamingSettings;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.RDD;
import dev.shaduf.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShadufContextTest {
    @Test
    void shouldRunAProgram() {
        try (ShadufContext context = new ShadufContext("local[2]", "squares")) {
            assertThat(context.parallelize(List.of(1, 2, 3)).map(x -> x * x).collect())
                    .containsExactly(1, 4, 9);
            assertThat(context.parallelizePairs(List.of(Tuple2.of("a", 1))).collectAsMap())
                    .containsEntry("a", 1);
            assertThat(context.appName()).isEqualTo("squares");
            assertThat(context.master()).isEqualTo("local[2]");
            assertThat(context.defaultParallelism()).isEqualTo(2);
            assertThat(context).hasToString("ShadufContext 'squares' on local[2]");
        }
    }

    @Test
    void shouldTakeItsParallelismFromTheConfiguration() {
        try (ShadufContext context = new ShadufContext(local().set("shaduf.default.parallelism", "7"))) {
            assertThat(context.defaultParallelism()).isEqualTo(7);
            assertThat(context.parallelize(List.of(1)).getNumPartitions()).isEqualTo(7);
        }
    }

    @Test
    void shouldNameEveryFaultOfAConfigurationAtOnce() {
        StreamingConf conf = new StreamingConf(false)
                .setMaster("spark://host:7077")
                .setAppName(" ")
                .set("shaduf.blok.interval", "1s")
                .set("shaduf.batch.attempts", "0");
        assertThatThrownBy(() -> new ShadufContext(conf))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.faults())
                                .hasSize(4)
                                .anySatisfy(
                                        fault -> assertThat(fault).contains("did you mean 'shaduf.block.interval'?"))
                                .anySatisfy(fault -> assertThat(fault).contains("'shaduf.batch.attempts' is '0'"))
                                .anySatisfy(fault -> assertThat(fault).contains("'shaduf.app.name' is blank"))
                                .anySatisfy(fault -> assertThat(fault)
                                        .contains("no engine understands master 'spark://host:7077'; known are local")
                                        .contains("add the artifact dev.shaduf:shaduf-engine-spark")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"local[0]", "local[x]", "local[]", "local[2,0]", "moon", ""})
    void shouldRefuseAWrongMaster(String master) {
        assertThatThrownBy(() -> new ShadufContext(local().setMaster(master)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageMatching("(?s).*master (URL )?'" + Pattern.quote(master) + "'.*");
    }

    @Test
    void shouldNotSeeLaterChangesOfItsConfiguration() {
        StreamingConf conf = local();
        try (ShadufContext context = new ShadufContext(conf)) {
            conf.setAppName("later");
            context.conf().setAppName("later still");
            assertThat(context.conf().get(StreamingSettings.APP_NAME)).isEqualTo("test");
        }
    }

    @Test
    void shouldRefuseEverythingAfterClose() {
        ShadufContext context = new ShadufContext(local());
        RDD<Integer> numbers = context.parallelize(List.of(1, 2));
        context.close();
        context.close();
        List<Consumer<ShadufContext>> operations = List.of(
                c -> c.parallelize(List.of(1), 1),
                c -> c.parallelizePairs(List.of(Tuple2.of(1, 1)), 1),
                c -> c.emptyRDD(),
                c -> c.union(List.of(numbers)),
                c -> c.broadcast(1),
                c -> c.longAccumulator("l"),
                c -> c.doubleAccumulator("d"),
                c -> c.collectionAccumulator("c"),
                c -> numbers.map(x -> x),
                c -> numbers.collect());
        assertThat(operations)
                .allSatisfy(operation -> assertThatThrownBy(() -> operation.accept(context))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("the engine context 'test' is closed"));
    }

    @Test
    void shouldServeSeveralContextsAtATime() {
        try (ShadufContext one = new ShadufContext(local());
                ShadufContext other = new ShadufContext(local())) {
            RDD<Integer> numbers = other.parallelize(List.of(1, 2, 3));
            one.close();
            assertThat(numbers.count()).isEqualTo(3);
        }
    }

    @Test
    void shouldLeaveNoThreadBehind() {
        try (ShadufContext context = new ShadufContext(local().setAppName("leaky"))) {
            context.parallelize(List.of(1, 2, 3)).count();
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().contains("leaky") && thread.isAlive())
                .isEmpty();
    }

    @Test
    void shouldGiveItsPartsToTheDoor() {
        Clock clock = Clock.system();
        try (ShadufContext context = new ShadufContext(local(), clock)) {
            assertThat(context.clock()).isSameAs(clock);
            assertThat(context.rdds().context()).isSameAs(context);
            assertThat(context.rdds().engine()).isSameAs(context.engine());
        }
    }

    private static StreamingConf local() {
        return new StreamingConf(false).setMaster("local[2]").setAppName("test");
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.config.StreamingConf;
import dev.shaduf.config.StreamingSettings;
import dev.shaduf.engine.Engine;
import dev.shaduf.engine.EngineProvider;
import dev.shaduf.time.Clock;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalMasterTest {
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    @Test
    void shouldReadEachFormOfMaster() {
        assertThat(LocalMaster.parse("local")).isEqualTo(new LocalMaster(1, 1));
        assertThat(LocalMaster.parse("local[3]")).isEqualTo(new LocalMaster(3, 1));
        assertThat(LocalMaster.parse("local[*]")).isEqualTo(new LocalMaster(CORES, 1));
        assertThat(LocalMaster.parse("local[2,4]")).isEqualTo(new LocalMaster(2, 4));
        assertThat(LocalMaster.parse("local[*, 4]")).isEqualTo(new LocalMaster(CORES, 4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local[0]",
                "local[x]",
                "local[]",
                "local[2,0]",
                "local[2,x]",
                "local[2",
                "local[-1]",
                "local[99999999999]",
                "local[2]x",
                "local[1,2,3]"
            })
    void shouldRefuseAWrongMasterSayingWhatIsAllowed(String master) {
        assertThat(new LocalEngineProvider().accepts(master)).isTrue();
        assertThatThrownBy(() -> LocalMaster.parse(master))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + master + "'")
                .hasMessageContaining("number of tasks");
    }

    @Test
    void shouldLeaveOtherMastersToOthers() {
        assertThat(new LocalEngineProvider().accepts("spark://host:7077")).isFalse();
        assertThat(new LocalEngineProvider().accepts("localhost")).isFalse();
    }

    @Test
    void shouldBeFoundByServiceLoader() {
        EngineProvider provider = ServiceLoader.load(EngineProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.id().equals("local"))
                .findFirst()
                .orElseThrow();
        StreamingConf conf = new StreamingConf(false);

        try (Engine engine = provider.create("local[3]", conf, Clock.system())) {
            assertThat(engine.defaultParallelism()).isEqualTo(3);
        }
        conf.set(StreamingSettings.DEFAULT_PARALLELISM.key(), "7");
        try (Engine engine = provider.create("local[3]", conf, Clock.system())) {
            assertThat(engine.defaultParallelism()).isEqualTo(7);
        }
    }
}

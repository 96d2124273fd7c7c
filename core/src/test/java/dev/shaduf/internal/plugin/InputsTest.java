// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.plugin;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.internal.plugin.Providers.TickSource;
import dev.shaduf.internal.plugin.Providers.Ticks;
import dev.shaduf.spi.ReceiverProvider;
import dev.shaduf.spi.SourceProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {
    @TempDir
    Path directory;

    @Test
    void shouldMakeAReceiverOfCheckedOptions() throws Exception {
        Providers.register(directory, ReceiverProvider.class, List.of(Ticks.class.getName()));
        assertThatThrownBy(() -> create("ticks", Map.of("size", "3"))).hasMessage("receiver of size 3");
        assertThatThrownBy(() -> create("ticks", Map.of("size", "10")))
                .hasMessageContaining("receiver 'ticks' cannot be used")
                .hasMessageContaining("a whole number from 0 to 9");
    }

    @Test
    void shouldMakeASource() throws Exception {
        Providers.register(directory, SourceProvider.class, List.of(TickSource.class.getName()));
        assertThatThrownBy(() -> create("ticks", Map.of())).hasMessage("source");
    }

    @Test
    void shouldRefuseAReceiverAndASourceWithOneId() throws Exception {
        Providers.register(directory, ReceiverProvider.class, List.of(Ticks.class.getName()));
        Providers.register(directory, SourceProvider.class, List.of(TickSource.class.getName()));
        assertThatThrownBy(() -> create("ticks", Map.of()))
                .hasMessageContaining("id 'ticks' is taken twice: by " + Ticks.class.getName())
                .hasMessageContaining("and by " + TickSource.class.getName());
    }

    @Test
    void shouldSayWhichArtifactToAdd() throws Exception {
        Providers.register(directory, ReceiverProvider.class, List.of(Ticks.class.getName()));
        assertThatThrownBy(() -> create("kafka", Map.of()))
                .hasMessageContaining("no receiver or source 'kafka'; found: ticks; add the artifact"
                        + " dev.shaduf:shaduf-source-kafka to the class path");
    }

    private Inputs.Input create(String id, Map<String, String> options) throws Exception {
        return Providers.within(directory, () -> Inputs.create(id, options));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.internal.plugin.Providers.OtherSockets;
import dev.shaduf.internal.plugin.Providers.Sockets;
import dev.shaduf.spi.SocketStreams;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorsTest {
    @TempDir
    Path directory;

    @Test
    void shouldFindTheOneProvider() throws Exception {
        assertThat(sockets(List.of(Sockets.class.getName()))).isInstanceOf(Sockets.class);
    }

    @Test
    void shouldNameTheArtifactOfSocketsWhenItIsMissing() {
        assertThatThrownBy(() -> sockets(List.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no socket streams found; add the artifact dev.shaduf:shaduf-source-socket");
    }

    @Test
    void shouldNameTheArtifactOfFileOutputWhenItIsMissing() {
        assertThatThrownBy(Doors::fileSinks)
                .hasMessageContaining("no file output found; add the artifact dev.shaduf:shaduf-sink-file");
    }

    @Test
    void shouldNameTheArtifactOfFileInputWhenItIsMissing() {
        assertThatThrownBy(Doors::fileStreams)
                .hasMessageContaining("no file streams found; add the artifact dev.shaduf:shaduf-source-file");
    }

    @Test
    void shouldRefuseTwoProviders() {
        assertThatThrownBy(() -> sockets(List.of(Sockets.class.getName(), OtherSockets.class.getName())))
                .hasMessageContaining("provided twice: by " + Sockets.class.getName())
                .hasMessageContaining("and by " + OtherSockets.class.getName());
    }

    @Test
    void shouldSayThatTheProviderIsBroken() {
        assertThatThrownBy(() -> sockets(List.of("com.example.Gone"))).hasMessageContaining("com.example.Gone");
    }

    private SocketStreams sockets(List<String> providers) throws Exception {
        return Providers.withProviders(directory, SocketStreams.class, providers, Doors::socketStreams);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.config.Options;
import dev.shaduf.config.Setting;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.Receiver;
import dev.shaduf.spi.ReceiverProvider;
import dev.shaduf.spi.SocketStreams;
import dev.shaduf.testkit.OptionsTable;
import dev.shaduf.time.Durations;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class SocketOptionsTest {
    private final ReceiverProvider provider = new SocketReceiverProvider();

    @Test
    void shouldBeFoundByServiceLoader() {
        assertThat(ServiceLoader.load(ReceiverProvider.class))
                .extracting(ReceiverProvider::id)
                .contains("socket");
        assertThat(ServiceLoader.load(SocketStreams.class)).hasAtLeastOneElementOfType(SocketStreamsProvider.class);
    }

    @Test
    void shouldReceiveByOptions() throws Exception {
        try (Peer peer = Peer.playing(Peer.sendingThenSilent("abcdef\n".getBytes(UTF_8)));
                StubContext<?> context = StubContext.start(
                        create(Map.of("host", "127.0.0.1", "port", "" + peer.port(), "max.line.bytes", "3")))) {
            await().until(() -> context.records.size() == 1);

            assertThat(context.records.get(0)).isEqualTo("abc");
        }
    }

    @Test
    void shouldChooseFramingAndLevelByOptions() {
        Receiver<?> receiver =
                create(Map.of("host", "h", "port", "1", "framing", "positions", "storage.level", "disk-only"));

        assertThat(receiver.promise()).isEqualTo(Guarantee.EXACTLY_ONCE);
        assertThat(receiver.storageLevel()).isEqualTo(StorageLevel.DISK_ONLY);
    }

    @Test
    void shouldNameEveryFaultOfTheOptions() {
        assertThatThrownBy(() -> create(Map.of("prot", "1", "port", "70000", "long.lines", "drop")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'prot' is unknown")
                .hasMessageContaining("'host' is missing")
                .hasMessageContaining("'port' is '70000'")
                .hasMessageContaining("one of cut, refuse");
    }

    @Test
    void shouldRefuseAnOptionThatTheFramingHasNoUseFor() {
        assertThatThrownBy(() -> create(
                        Map.of("host", "h", "port", "1", "framing", "raw", "charset", "UTF-8", "max.line.bytes", "5")))
                .hasMessageContaining("'charset' has no effect with framing raw")
                .hasMessageContaining("'max.line.bytes' has no effect with framing raw");
    }

    @Test
    void shouldRefuseAHostThatIsNull() {
        assertThatThrownBy(() -> SocketReceiver.lines(null, 1).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'host' is null");
    }

    @Test
    void shouldNameEveryFaultOfTheBuilder() {
        assertThatThrownBy(() -> SocketReceiver.lines(" ", 0)
                        .charset(StandardCharsets.UTF_16)
                        .cutLinesAt(0)
                        .connectTimeout(Durations.milliseconds(0))
                        .reconnect(Durations.seconds(2), Durations.seconds(1))
                        .tls(Path.of("/does/not/exist"), "geheim")
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'host' is empty")
                .hasMessageContaining("'port' is 0; it must be a whole number from 1 to 65535")
                .hasMessageContaining("UTF-16")
                .hasMessageContaining("'max.line.bytes' is 0")
                .hasMessageContaining("'connect.timeout' is 0 ms")
                .hasMessageContaining("'reconnect.max' is 1000 ms")
                .hasMessageContaining("/does/not/exist")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void shouldRefuseAPatternThatIsNone() {
        assertThatThrownBy(() ->
                        SocketReceiver.raw("h", 1).allowClasses("maxdepth=x").build())
                .hasMessageContaining("raw.classes");
    }

    @Test
    void shouldSurviveSerialization() throws Exception {
        Receiver<String> receiver = SocketReceiver.lines("h", 9).build();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(receiver);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(((Receiver<?>) in.readObject()).name()).isEqualTo("socket h:9");
        }
    }

    @Test
    void shouldDocumentTheOptionsAsTheyAre() throws IOException {
        OptionsTable.check(Path.of("../docs/connectors/socket.md"), provider.settings());
    }

    private Receiver<?> create(Map<String, String> given) {
        List<Setting<?>> settings = provider.settings();
        return provider.create(Options.check("receiver 'socket'", given, settings));
    }
}

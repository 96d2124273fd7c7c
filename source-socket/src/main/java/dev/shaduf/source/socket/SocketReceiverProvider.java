// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket;

import dev.shaduf.config.Options;
import dev.shaduf.config.Setting;
import dev.shaduf.source.socket.internal.SocketSettings;
import dev.shaduf.spi.Receiver;
import dev.shaduf.spi.ReceiverProvider;
import java.util.List;

/** Makes socket receivers by name: {@code stream("socket", Map.of("host", …, "port", …), String.class)}. */
public final class SocketReceiverProvider implements ReceiverProvider {
    /** For {@link java.util.ServiceLoader}. */
    public SocketReceiverProvider() {}

    @Override
    public String id() {
        return "socket";
    }

    @Override
    public List<Setting<?>> settings() {
        return SocketSettings.all();
    }

    @Override
    public Receiver<?> create(Options options) {
        return SocketReceiverBuilder.of(options).build();
    }
}

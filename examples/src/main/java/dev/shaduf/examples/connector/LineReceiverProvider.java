// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.connector;

import dev.shaduf.config.Options;
import dev.shaduf.config.Setting;
import dev.shaduf.spi.ReceiverProvider;
import java.net.InetSocketAddress;
import java.util.List;

/** Makes {@link LineReceiver} by name: {@code ssc.stream("lines", Map.of("port", "9999"), String.class)}. */
// tag::program[]
public final class LineReceiverProvider implements ReceiverProvider {
    private static final Setting<String> HOST = Setting.text("host", "localhost", "Name or address of the peer");
    private static final Setting<Long> PORT =
            Setting.number("port", null, 1, 65_535, "Port of the peer").asRequired();

    @Override
    public String id() {
        return "lines";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(HOST, PORT);
    }

    @Override
    public LineReceiver create(Options options) {
        return new LineReceiver(
                new InetSocketAddress(options.get(HOST), options.get(PORT).intValue()));
    }
}
// end::program[]

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.connector;

import dev.shaduf.config.Options;
import dev.shaduf.config.Setting;
import dev.shaduf.spi.SinkProvider;
import java.util.List;

/** Makes {@link LogFileSink} by name: {@code lines.sinkTo("log-file", Map.of("directory", "/data/out"))}. */
// tag::program[]
public final class LogFileSinkProvider implements SinkProvider {
    private static final Setting<String> DIRECTORY = Setting.text(
                    "directory", null, "Directory of the files, which must exist")
            .asRequired();

    @Override
    public String id() {
        return "log-file";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(DIRECTORY);
    }

    @Override
    public LogFileSink create(Options options) {
        return new LogFileSink(options.get(DIRECTORY));
    }
}
// end::program[]

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf;

import dev.shaduf.internal.graph.SinkFinder;
import dev.shaduf.internal.plugin.Doors;
import dev.shaduf.internal.plugin.Sinks;
import dev.shaduf.spi.FileSinks;
import dev.shaduf.spi.Sink;
import java.util.Map;

/** Finds sinks among the connectors of the class path. */
final class ClassPathSinks implements SinkFinder {
    @Override
    public Sink<?> sink(String id, Map<String, String> options) {
        return Sinks.create(id, options);
    }

    @Override
    public FileSinks files() {
        return Doors.fileSinks();
    }
}

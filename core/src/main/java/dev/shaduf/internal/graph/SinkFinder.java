// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.spi.FileSinks;
import dev.shaduf.spi.Sink;
import java.util.Map;

/** Finds sinks by name among the connectors of the class path. */
public interface SinkFinder {
    /** Makes a sink. Throws an exception that names the artifact to add if there is none of that name. */
    Sink<?> sink(String id, Map<String, String> options);

    /** Finds the sinks behind {@code saveAsTextFiles} and its like. */
    FileSinks files();

    /** Finds nothing. */
    static SinkFinder none() {
        return new SinkFinder() {
            @Override
            public Sink<?> sink(String id, Map<String, String> options) {
                throw new IllegalArgumentException("there is no sink '" + id + "': no connectors were looked for");
            }

            @Override
            public FileSinks files() {
                throw new IllegalStateException("there are no file sinks: add the artifact dev.shaduf:shaduf-sink-file");
            }
        };
    }
}

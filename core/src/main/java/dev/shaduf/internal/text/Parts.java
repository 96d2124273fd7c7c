// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.text;

import dev.shaduf.engine.Collector;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.engine.Terminal;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;

/** Writes each partition to a file in a directory, each attempt under a name of its own; the result is the file. */
record Parts(URI directory, PartFormat format, Origin origin) implements Terminal<URI> {
    @Override
    public Collector<URI> open(TaskContext task) throws IOException {
        String name = "attempt-" + task.partition() + "-" + UUID.randomUUID();
        return format.open(Location.child(directory, name), origin);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.text;

import dev.shaduf.engine.Collector;
import dev.shaduf.engine.Origin;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;

/** The form that records have in a part. */
@FunctionalInterface
public interface PartFormat extends Serializable {
    /** Begins a file, which is the result. */
    Collector<URI> open(URI file, Origin origin) throws IOException;
}

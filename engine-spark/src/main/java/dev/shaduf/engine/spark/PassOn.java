// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.Pipeline;
import java.util.Iterator;

/** Passes records on as elements, for RDDs that keep them. */
final class PassOn implements Work<Object> {
    @Override
    public Iterator<Object> run(Reading records) throws Exception {
        Iterator<Object> all = Pipeline.iterator(records.open());
        if (all instanceof AutoCloseable closeable) {
            // Who reads them may not read to the end.
            records.task().onEnd(closeable);
        }
        return all;
    }
}

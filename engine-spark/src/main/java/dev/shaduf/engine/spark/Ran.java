// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.Collector;
import dev.shaduf.engine.Terminal;
import java.util.Collections;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Runs the end of a job; its one element is the result. */
record Ran<R>(Terminal<R> terminal) implements Work<Object[]> {
    @Override
    public Iterator<Object[]> run(Reading records) throws Exception {
        Collector<R> last = terminal.open(records.task());
        try {
            records.drain(last);
        } catch (Throwable thrown) {
            last.abort();
            throw thrown;
        }
        @Nullable Object result = last.result();
        records.task().end();
        return Collections.singletonList(new Object[] {result}).iterator();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.Collector;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.Terminal;
import java.io.NotSerializableException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the end of a job; its one element is the result, written as records are. */
record Ran<R>(Terminal<R> terminal, Origin origin) implements Work<byte[]> {
    @Override
    public Iterator<byte[]> run(Reading records) throws Exception {
        Collector<R> last = terminal.open(records.task());
        @Nullable Object result;
        try {
            records.drain(last);
            result = last.result();
        } catch (Throwable thrown) {
            last.abort();
            throw thrown;
        }
        records.task().end();
        return List.of(written(result)).iterator();
    }

    private byte[] written(@Nullable Object result) throws Exception {
        try {
            return Wire.write(result);
        } catch (NotSerializableException e) {
            throw OperatorException.by(
                    origin,
                    new IllegalStateException(
                            "what " + origin + " yields cannot go to the driver: class " + e.getMessage()
                                    + " is not serializable; have it implement java.io.Serializable, or map it to"
                                    + " something that is",
                            e));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.Pipeline;
import dev.shaduf.engine.Stage;
import dev.shaduf.function.Tuple2;
import java.util.Iterator;

/** Hands what a user's iterator yields, which may have no end, to the next stage, until nothing more is wanted. */
final class Emission {
    /** Asking the whole chain after each record would cost more than many a function. */
    private static final int LOOK_EVERY = 64;

    private Emission() {}

    static void each(Iterator<?> results, Stage next, Origin origin) throws Exception {
        for (int n = 1; hasNext(results, origin); n++) {
            next.push(next(results, origin));
            if (n % LOOK_EVERY == 0 && isEnough(next)) {
                return;
            }
        }
    }

    static void eachWithKey(Object key, Iterator<?> values, Stage next, Origin origin) throws Exception {
        for (int n = 1; hasNext(values, origin); n++) {
            next.push(new Tuple2<>(key, next(values, origin)));
            if (n % LOOK_EVERY == 0 && isEnough(next)) {
                return;
            }
        }
    }

    private static boolean isEnough(Stage next) throws InterruptedException {
        Pipeline.heedInterrupt();
        return next.satisfied();
    }

    static boolean hasNext(Iterator<?> results, Origin origin) {
        try {
            return results.hasNext();
        } catch (Throwable e) {
            throw OperatorException.of(origin, e);
        }
    }

    static Object next(Iterator<?> results, Origin origin) {
        Object result;
        try {
            result = results.next();
        } catch (Throwable e) {
            throw OperatorException.of(origin, e);
        }
        if (result == null) {
            throw Nulls.record(origin);
        }
        return result;
    }
}

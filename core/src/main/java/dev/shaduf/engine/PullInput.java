// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The records of an input after a pull step. A failure of the input passes through the step's function, which may wrap
 * or swallow it; it is thrown from here as it was, so that it is neither lost nor blamed on the step.
 */
final class PullInput implements Input {
    private final TaskContext task;
    private final PullIterator source;
    private final PullStep step;
    private @Nullable Iterator<Object> results;

    PullInput(TaskContext task, Input input, PullStep step) {
        this.task = task;
        this.source = new PullIterator(input, false);
        this.step = step;
    }

    @Override
    public boolean advance(Stage into, int max) throws Exception {
        Iterator<Object> records = results();
        for (int i = 0; i < max; i++) {
            if (!hasNext(records)) {
                return false;
            }
            into.push(next(records));
        }
        return true;
    }

    @Override
    public void close() throws Exception {
        source.close();
    }

    private Iterator<Object> results() throws Exception {
        Iterator<Object> opened = results;
        if (opened == null) {
            try {
                opened = step.apply(task, source);
            } catch (Exception e) {
                source.rethrow();
                throw e;
            }
            results = opened;
        }
        return opened;
    }

    private boolean hasNext(Iterator<Object> records) throws Exception {
        boolean more;
        try {
            more = records.hasNext();
        } catch (Exception e) {
            source.rethrow();
            throw e;
        }
        source.rethrow();
        return more;
    }

    private Object next(Iterator<Object> records) throws Exception {
        try {
            return records.next();
        } catch (Exception e) {
            source.rethrow();
            throw e;
        }
    }
}

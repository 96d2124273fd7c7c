// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.JobScope;

/** One call of the engine, which may take several stages. */
final class Work {
    private final JobScope scope;
    private final String name;
    private volatile boolean cancelled;

    Work(JobScope scope, String name) {
        this.scope = scope;
        this.name = name;
    }

    JobScope scope() {
        return scope;
    }

    String name() {
        return name;
    }

    boolean cancelled() {
        return cancelled;
    }

    void cancel() {
        cancelled = true;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.runner;

import dev.shaduf.benchmarks.protocol.Announcement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/** What contenders read. */
interface Input {

    /** Returns how many lines come in all. */
    long lines();

    /**
     * Begins to serve one run.
     *
     * @param contender who will read
     * @param workload what it computes
     * @param log makes the file for what a helper of that name prints
     */
    Serving serve(Contender contender, Workload workload, Function<String, Path> log)
            throws IOException, InterruptedException, RunFailedException;

    /** One run's share. Not for use by several threads. */
    interface Serving extends AutoCloseable {

        /** Returns the options by which the contender finds its lines. */
        Map<String, String> options();

        /** Follows a contender that has just been started. */
        void attend(ChildJvm contender) throws IOException, InterruptedException, RunFailedException;

        /** Returns when lines began to flow; asked when the contender has its result. */
        long flowingMicros() throws InterruptedException, RunFailedException;

        /** Adds to a contender's result what can only be seen from outside; asked when it has ended. */
        Announcement inspect(Announcement result) throws IOException, InterruptedException, RunFailedException;

        @Override
        void close() throws IOException;
    }
}

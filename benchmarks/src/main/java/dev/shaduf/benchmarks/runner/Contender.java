// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.runner;

import java.util.List;
import java.util.Map;

/** A program family that is measured: how to start it, and how it wants its input. */
public interface Contender {

    /**
     * Returns the name in tables.
     *
     * @return unique among contenders
     */
    String name();

    /**
     * Returns the class path.
     *
     * @param workload what to compute
     * @return entries joined by the platform's path separator
     */
    String classPath(Workload workload);

    /**
     * Returns JVM flags that it cannot run without; heap flags come from the runner.
     *
     * @return flags in order
     */
    List<String> jvmFlags();

    /**
     * Returns what to run.
     *
     * @param workload what to compute
     * @return a class with a {@code main} that follows {@code benchmarks/README.md}
     */
    String mainClass(Workload workload);

    /**
     * Returns how many connections share the input.
     *
     * @param workload what to compute
     * @return one for each socket it reads
     */
    int lanes(Workload workload);

    /**
     * Tells how the end of input is seen.
     *
     * @return true if it reads to the end of the stream; false if it counts lines: its connections are then held open
     *     until it has its result
     */
    boolean readsToEnd();

    /**
     * Returns options of its own, beside those that every contender gets.
     *
     * @return names without dashes, and values
     */
    Map<String, String> options();
}

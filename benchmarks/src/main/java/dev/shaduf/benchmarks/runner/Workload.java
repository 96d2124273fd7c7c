// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.runner;

import java.util.List;
import java.util.Locale;

/** What contenders compute; each contender has a main class of this name. */
public enum Workload {
    /** Counts the lines that contain the needle. */
    GREP("Grep"),
    /** Counts every word. */
    WORDCOUNT("WordCount"),
    /** Keeps running totals per word and ranks the most frequent in every batch. */
    TOPK("TopK"),
    /** Writes every line, changed, into another topic, exactly once. */
    COPY("Copy"),
    /** Finishes one batch that holds data. */
    LAUNCH("Launch"),
    /** Groups time-stamped records by key and notes when they reach the sink. */
    LATENCY("Latency"),
    /** Counts every word of files that appear in a directory. */
    FILES("FileWordCount"),
    /** Writes rows into a table. */
    JDBC("JdbcRows");

    private final String mainClass;

    Workload(String mainClass) {
        this.mainClass = mainClass;
    }

    /**
     * Finds a workload that has a throughput.
     *
     * @param name {@code grep}, {@code wordcount}, {@code topk}, or {@code copy} from topic to topic
     * @param input where the lines are
     * @return the workload
     * @throws IllegalArgumentException if it is none of these
     */
    public static Workload ofThroughput(String name, InputKind input) {
        List<Workload> allowed =
                input == InputKind.KAFKA ? List.of(GREP, WORDCOUNT, TOPK, COPY) : List.of(GREP, WORDCOUNT, TOPK);
        return allowed.stream()
                .filter(workload -> workload.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown workload '" + name + "': one of "
                        + allowed.stream().map(Workload::label).toList()));
    }

    /**
     * Returns the name that commands and tables use.
     *
     * @return in lower case
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    String mainClass() {
        return mainClass;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples;

import dev.shaduf.StreamingContext;
import dev.shaduf.source.file.FileSource;
import dev.shaduf.time.Durations;
import java.util.Arrays;
import java.util.Map;

/**
 * Counts the words of the files that are moved into a directory, batch by batch, into files. Names no master, so that it runs
 * where it is submitted to: {@code spark-submit --master spark://host:7077 …}, or on local threads.
 */
public final class FileCounts {
    private FileCounts() {}

    /**
     * Runs until it is stopped.
     *
     * @param args the directory to read, and the one to write into
     * @throws Exception what a batch failed with
     */
    public static void main(String[] args) throws Exception {
        // tag::program[]
        try (var ssc = StreamingContext.builder()
                .appName("file-counts")
                .batchInterval(Durations.seconds(1))
                .build()) {
            ssc.stream(FileSource.text(args[0]).build())
                    .flatMap(line -> Arrays.asList(line.split(" ")).iterator())
                    .countByValue()
                    .map(count -> count._1() + " " + count._2())
                    .sinkTo("file", Map.of("prefix", args[1] + "/words", "format", "text"));
            ssc.start();
            ssc.awaitTermination();
        }
        // end::program[]
    }
}

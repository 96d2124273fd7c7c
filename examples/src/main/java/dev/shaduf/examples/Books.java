// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples;

import dev.shaduf.StreamingContext;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.dstream.StateSpec;
import dev.shaduf.function.Tuple2;
import dev.shaduf.source.file.FileSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts the words of all books that are dropped into a directory: {@code ./shaduf demo --dir books}. */
public final class Books {
    private Books() {}

    // tag::program[]
    /** Prints the most frequent words of all books so far, and writes the counts of every batch with books as JSON. */
    public static void count(StreamingContext ssc, String directory, String output) {
        PairDStream<String, Long> words = ssc.stream(
                        FileSource.text(directory).recursive().build())
                .flatMap(Books::words)
                .mapToPair(word -> new Tuple2<>(word, 1L))
                .reduceByKey(Long::sum);
        PairDStream<String, Long> totals = words.mapWithState(
                        StateSpec.<String, Long, Long, Long>function((word, more, count) -> {
                            long total = more.orElse(0L) + count.getOption().orElse(0L);
                            count.update(total);
                            return total;
                        }))
                .stateSnapshots();
        totals.transformToPair(rdd -> rdd.sortBy(Tuple2::_2, false, 1)).print(10);
        words.sinkTo("file", Map.of("prefix", output + "/words", "format", "json"));
    }
    // end::program[]

    /** The words of a line in lower case. */
    static Iterator<String> words(String line) {
        List<String> words = new ArrayList<>();
        int from = -1;
        for (int i = 0; i <= line.length(); i++) {
            boolean letter = i < line.length() && Character.isLetter(line.charAt(i));
            if (letter && from < 0) {
                from = i;
            } else if (!letter && from >= 0) {
                words.add(line.substring(from, i).toLowerCase(Locale.ROOT));
                from = -1;
            }
        }
        return words.iterator();
    }
}

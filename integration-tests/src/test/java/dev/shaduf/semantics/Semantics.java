// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import dev.shaduf.dstream.DStream;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.function.Tuple2;
import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.MemorySource;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import dev.shaduf.time.Time;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The engine of the suite, and a short notation for batches: words with blanks between them, where {@code a1} may be the pair of
 * {@code "a"} and 1, and {@code 1} the pair of the empty key and 1. What a stream yielded is written in the same way, sorted.
 */
final class Semantics {
    /** The master URL that every test of this package runs on. */
    static final String MASTER = System.getProperty("semantics.master", "local[2]");

    /** Where the clock of a harness stands when the context starts: the first batch is one second later. */
    static final Time ZERO = new Time(1_000_000_000_000L);

    private static final Pattern PAIR = Pattern.compile("(.*?)(-?\\d+)");

    private Semantics() {}

    static StreamHarness harness() {
        return StreamHarness.builder().master(MASTER).build();
    }

    static Duration seconds(long count) {
        return Durations.seconds(count);
    }

    /** Returns the time of a batch, counted from 1. */
    static Time batch(long number) {
        return ZERO.plus(seconds(number));
    }

    static <K, V> Tuple2<K, V> pair(K key, V value) {
        return new Tuple2<>(key, value);
    }

    static List<String> words(String batch) {
        return batch.isEmpty() ? List.of() : List.of(batch.split(" "));
    }

    static Tuple2<String, Integer> pair(String word) {
        Matcher matcher = PAIR.matcher(word);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + word + "' is not a key and a number");
        }
        return new Tuple2<>(matcher.group(1), Integer.valueOf(matcher.group(2)));
    }

    /** Makes a stream of words; each batch comes in two partitions. */
    static DStream<String> words(StreamHarness harness, String... batches) {
        MemorySource<String> source = new MemorySource<>("words");
        Arrays.stream(batches).map(Semantics::words).forEach(words -> add(source, words));
        return harness.stream(source);
    }

    /** Adds a batch in two partitions. */
    static <T> void add(MemorySource<T> source, List<T> records) {
        int half = (records.size() + 1) / 2;
        source.addPartitions(List.of(records.subList(0, half), records.subList(half, records.size())));
    }

    static DStream<Integer> numbers(StreamHarness harness, String... batches) {
        return words(harness, batches).map(Integer::valueOf);
    }

    static PairDStream<String, Integer> pairs(StreamHarness harness, String... batches) {
        return words(harness, batches).mapToPair(Semantics::pair);
    }

    /** Writes down the batches of a sink. */
    static List<String> said(CollectingSink<?> sink) {
        return sink.batches().stream().map(Semantics::said).toList();
    }

    /** Writes down the batches of a sink, each with its number. */
    static List<String> numbered(CollectingSink<?> sink) {
        return sink.collected().stream()
                .map(batch -> batch.time().minus(ZERO).milliseconds() / 1000 + ": " + said(batch.records()))
                .map(String::trim)
                .toList();
    }

    static String said(Iterable<?> records) {
        return stream(records).map(Semantics::record).sorted().collect(Collectors.joining(" "));
    }

    private static java.util.stream.Stream<?> stream(Iterable<?> records) {
        return StreamSupport.stream(records.spliterator(), false);
    }

    private static String record(Object record) {
        return record instanceof Tuple2<?, ?> pair ? value(pair._1()) + value(pair._2()) : value(record);
    }

    private static String value(Object value) {
        if (value instanceof Tuple2<?, ?> pair) {
            return "(" + value(pair._1()) + "," + value(pair._2()) + ")";
        }
        if (value instanceof Iterable<?> values) {
            return stream(values).map(Semantics::value).sorted().collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof Optional<?> option) {
            return option.map(Semantics::value).orElse("-");
        }
        return String.valueOf(value);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Command-line options of the form {@code --key value}; an unknown, repeated or malformed one is an error. */
public final class Arguments {

    /**
     * The options that the runner gives to every contender. {@code host}: address of the feeder; {@code ports}: one port
     * per lane, separated by commas; or {@code bootstrap}: where the broker is, {@code topic}: what to read, and for copies
     * {@code out}: the topic to write; {@code lines}: how many will come in all; {@code batch}: interval in milliseconds;
     * {@code needle}: what grep looks for; {@code k}: how many words top-k keeps; {@code warmup}: seconds whose records
     * and batches are left out of latency figures; {@code report}: the file for figures of each batch.
     */
    public static final Set<String> OF_CONTENDER =
            Set.of("host", "ports", "bootstrap", "topic", "out", "lines", "batch", "needle", "k", "warmup", "report");

    private static final String PREFIX = "--";

    private final Map<String, String> values;

    private Arguments(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads options.
     *
     * @param known the keys that are allowed
     * @param args keys, each with two dashes in front, and values in turn
     * @return the options
     * @throws IllegalArgumentException naming every fault at once
     */
    public static Arguments parse(Set<String> known, String... args) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < args.length; i += 2) {
            String key = args[i].startsWith(PREFIX) ? args[i].substring(PREFIX.length()) : "";
            if (!known.contains(key)) {
                faults.add("unknown option '" + args[i] + "'");
            } else if (i + 1 == args.length) {
                faults.add("option '" + args[i] + "' lacks a value");
            } else if (values.put(key, args[i + 1]) != null) {
                faults.add("option '" + args[i] + "' is given twice");
            }
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults) + "; known options: " + new TreeSet<>(known));
        }
        return new Arguments(values);
    }

    /**
     * Tells whether an option was given.
     *
     * @param key the option, without dashes
     * @return whether it has a value
     */
    public boolean has(String key) {
        return values.containsKey(key);
    }

    /**
     * Returns a value that must have been given.
     *
     * @param key the option, without dashes
     * @return its value
     * @throws IllegalArgumentException if it was not given
     */
    public String text(String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("option '--" + key + "' is needed; given: " + values.keySet());
        }
        return value;
    }

    /**
     * Returns a value, or a default.
     *
     * @param key the option, without dashes
     * @param otherwise what to return when it was not given
     * @return the value
     */
    public String text(String key, String otherwise) {
        return values.getOrDefault(key, otherwise);
    }

    /**
     * Returns a whole number that must have been given.
     *
     * @param key the option, without dashes
     * @return its value
     * @throws IllegalArgumentException if it was not given or is no positive whole number
     */
    public long number(String key) {
        return positive(key, text(key));
    }

    /**
     * Returns a whole number, or a default.
     *
     * @param key the option, without dashes
     * @param otherwise what to return when it was not given
     * @return the value
     * @throws IllegalArgumentException if it is no positive whole number
     */
    public long number(String key, long otherwise) {
        return has(key) ? number(key) : otherwise;
    }

    /**
     * Returns a whole number in the range of {@code int}, or a default.
     *
     * @param key the option, without dashes
     * @param otherwise what to return when it was not given
     * @return the value
     * @throws IllegalArgumentException if it is no positive whole number or too large
     */
    public int integer(String key, int otherwise) {
        long value = number(key, otherwise);
        if (value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("option '--" + key + "' is " + value + ": at most " + Integer.MAX_VALUE);
        }
        return (int) value;
    }

    /**
     * Returns the feeder's ports.
     *
     * @return one port per lane
     * @throws IllegalArgumentException if {@code ports} was not given or holds no port numbers
     */
    public List<Integer> ports() {
        List<Integer> ports = new ArrayList<>();
        for (String port : text("ports").split(",")) {
            ports.add((int) positive("ports", port));
        }
        return List.copyOf(ports);
    }

    private static long positive(String key, String value) {
        try {
            long number = Long.parseLong(value);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The message below says all there is to say.
        }
        throw new IllegalArgumentException(
                "option '--" + key + "' is '" + value + "': a positive whole number is needed");
    }
}

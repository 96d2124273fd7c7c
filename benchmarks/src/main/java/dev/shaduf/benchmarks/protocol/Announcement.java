// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.protocol;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One line on standard output that tells the runner something: a {@link Kind} and {@code name=value} fields, separated
 * by single spaces. Every other line of output is noise and is passed over.
 *
 * <p>A field whose name ends in {@code Micros} is a measurement: it may differ between contenders; all other fields of
 * a {@code RESULT} must be the same in each.
 *
 * @param kind what happened
 * @param fields the fields in the order in which they are printed; names and values hold no space and no {@code =}
 *     is part of a name
 */
public record Announcement(Kind kind, Map<String, String> fields) {

    /** The name of the field that holds when it happened, in microseconds since the epoch. */
    public static final String AT = "atMicros";

    private static final String MEASUREMENT = "Micros";

    /** What an announcement is about. */
    public enum Kind {
        /** The feeder listens. */
        READY,
        /** All lanes of the feeder are connected; lines begin to flow now. */
        CONNECTED,
        /** The feeder has handed its last byte to the operating system. */
        FED,
        /** A contender has finished its first batch that held data. */
        FIRST_RESULT,
        /** A contender has all results of all lines. */
        RESULT
    }

    /** Keeps the order of {@code fields}. */
    public Announcement {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        fields.forEach(Announcement::requirePlain);
    }

    /**
     * Creates an announcement without fields.
     *
     * @param kind what happened
     * @return the announcement
     */
    public static Announcement of(Kind kind) {
        return new Announcement(kind, Map.of());
    }

    /**
     * Adds a field at the end.
     *
     * @param name its name
     * @param value its value, printed with {@code toString}
     * @return a longer announcement
     */
    public Announcement with(String name, Object value) {
        Map<String, String> longer = new LinkedHashMap<>(fields);
        longer.put(name, value.toString());
        return new Announcement(kind, longer);
    }

    /**
     * Reads a line of output.
     *
     * @param line without its newline
     * @return the announcement; empty if the line is not one
     */
    public static Optional<Announcement> parse(String line) {
        String[] parts = line.split(" ");
        for (Kind kind : Kind.values()) {
            if (kind.name().equals(parts[0])) {
                return Optional.of(parse(kind, parts));
            }
        }
        return Optional.empty();
    }

    /** Prints this line to standard output at once. */
    public void announce() {
        System.out.println(this);
        System.out.flush();
    }

    /**
     * Prints this line and waits until standard input ends: the runner closes it when it has read the memory figures of
     * this process.
     */
    public void announceAndAwaitRelease() {
        announce();
        try {
            while (System.in.read() >= 0) {
                // What is typed has no meaning; only the end has.
            }
        } catch (IOException e) {
            // A broken input is an ended input.
        }
    }

    /**
     * Returns a field.
     *
     * @param name its name
     * @return its value
     * @throws IllegalArgumentException if there is none
     */
    public String field(String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("No field '" + name + "' in: " + this);
        }
        return value;
    }

    /**
     * Returns a field that holds a whole number.
     *
     * @param name its name
     * @return its value
     * @throws IllegalArgumentException if there is none, or it is no number
     */
    public long number(String name) {
        return Long.parseLong(field(name));
    }

    /**
     * Returns when it happened.
     *
     * @return microseconds since the epoch
     */
    public long atMicros() {
        return number(AT);
    }

    /**
     * Returns what must be the same for all contenders: every field that is not a measurement.
     *
     * @return names and values
     */
    public Map<String, String> outcome() {
        Map<String, String> outcome = new LinkedHashMap<>(fields);
        outcome.keySet().removeIf(name -> name.endsWith(MEASUREMENT));
        return outcome;
    }

    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(kind.name());
        fields.forEach(
                (name, value) -> line.append(' ').append(name).append('=').append(value));
        return line.toString();
    }

    private static Announcement parse(Kind kind, String[] parts) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException("Not name=value: '" + parts[i] + "' in " + String.join(" ", parts));
            }
            fields.put(parts[i].substring(0, equals), parts[i].substring(equals + 1));
        }
        return new Announcement(kind, fields);
    }

    private static void requirePlain(String name, String value) {
        if (name.isEmpty() || name.indexOf('=') >= 0 || (name + value).indexOf(' ') >= 0) {
            throw new IllegalArgumentException(
                    "Field '" + name + "' = '" + value + "' holds a space or its name a '='");
        }
    }
}

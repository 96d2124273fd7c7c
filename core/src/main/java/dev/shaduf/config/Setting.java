// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.config;

import dev.shaduf.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One setting of the library or of a connector: its key, type, default, allowed values and documentation. The tables of
 * options in the documentation are made from these.
 *
 * @param <T> the type of its values
 */
public final class Setting<T> {
    private final String key;
    private final String type;
    private final @Nullable T defaultValue;
    private final String doc;
    private final boolean secret;
    private final boolean required;
    private final Function<String, T> parser;
    private final String allowed;

    private Setting(
            String key, String type, @Nullable T defaultValue, String doc, Function<String, T> parser, String allowed) {
        this(key, type, defaultValue, doc, parser, allowed, false, false);
    }

    private Setting(
            String key,
            String type,
            @Nullable T defaultValue,
            String doc,
            Function<String, T> parser,
            String allowed,
            boolean secret,
            boolean required) {
        this.key = key;
        this.type = type;
        this.defaultValue = defaultValue;
        this.doc = doc;
        this.parser = parser;
        this.allowed = allowed;
        this.secret = secret;
        this.required = required;
    }

    /**
     * Defines a text setting.
     *
     * @param key the key
     * @param defaultValue the value when none is given; {@code null} for none
     * @param doc one sentence of documentation
     * @return the setting
     */
    public static Setting<String> text(String key, @Nullable String defaultValue, String doc) {
        return new Setting<>(key, "text", defaultValue, doc, value -> value, "any text");
    }

    /**
     * Defines a setting that is a whole number.
     *
     * @param key the key
     * @param defaultValue the value when none is given; {@code null} for none
     * @param min the least value allowed
     * @param max the greatest value allowed
     * @param doc one sentence of documentation
     * @return the setting
     */
    public static Setting<Long> number(String key, @Nullable Long defaultValue, long min, long max, String doc) {
        String allowed = "a whole number from " + min + " to " + (max == Long.MAX_VALUE ? "2^63-1" : max);
        return new Setting<>(key, "number", defaultValue, doc, value -> inRange(value, min, max), allowed);
    }

    /**
     * Defines a setting that is a fraction.
     *
     * @param key the key
     * @param defaultValue the value when none is given
     * @param min the least value allowed
     * @param max the greatest value allowed
     * @param doc one sentence of documentation
     * @return the setting
     */
    public static Setting<Double> decimal(String key, double defaultValue, double min, double max, String doc) {
        Function<String, Double> parser = value -> {
            double parsed = Double.parseDouble(value.trim());
            require(parsed >= min && parsed <= max);
            return parsed;
        };
        return new Setting<>(key, "decimal", defaultValue, doc, parser, "a number from " + min + " to " + max);
    }

    /**
     * Defines a setting that is on or off.
     *
     * @param key the key
     * @param defaultValue the value when none is given
     * @param doc one sentence of documentation
     * @return the setting
     */
    public static Setting<Boolean> flag(String key, boolean defaultValue, String doc) {
        Function<String, Boolean> parser = value -> {
            String lower = value.trim().toLowerCase(Locale.ROOT);
            require(lower.equals("true") || lower.equals("false"));
            return lower.equals("true");
        };
        return new Setting<>(key, "flag", defaultValue, doc, parser, "true or false");
    }

    /**
     * Defines a setting that is a length of time, written as {@code 200ms}, {@code 25s}, {@code 5m}, or a plain number
     * of milliseconds.
     *
     * @param key the key
     * @param defaultValue the value when none is given; {@code null} for none
     * @param doc one sentence of documentation
     * @return the setting
     */
    public static Setting<Duration> duration(String key, @Nullable Duration defaultValue, String doc) {
        return new Setting<>(
                key, "duration", defaultValue, doc, Units::duration, "a duration such as 200ms, 25s, 5m or 1h");
    }

    /**
     * Defines a setting that is a size in bytes, written as {@code 4096}, {@code 64k}, {@code 16m} or {@code 1g}.
     *
     * @param key the key
     * @param defaultValue the value when none is given; {@code null} for none
     * @param doc one sentence of documentation
     * @return the setting
     */
    public static Setting<Long> bytes(String key, @Nullable Long defaultValue, String doc) {
        return new Setting<>(key, "bytes", defaultValue, doc, Units::bytes, "a size such as 4096, 64k, 16m or 1g");
    }

    /** Returns this setting of sizes without zero. */
    static Setting<Long> notZero(Setting<Long> size) {
        Function<String, Long> parser = text -> {
            long value = size.parser.apply(text);
            require(value > 0);
            return value;
        };
        String allowed = size.allowed + ", greater than zero";
        return new Setting<>(size.key, size.type, size.defaultValue, size.doc, parser, allowed);
    }

    /**
     * Defines a setting with a fixed choice of values, written in lower case with hyphens.
     *
     * @param key the key
     * @param defaultValue the value when none is given
     * @param doc one sentence of documentation
     * @param <E> the enum of choices
     * @return the setting
     */
    public static <E extends Enum<E>> Setting<E> choice(String key, E defaultValue, String doc) {
        List<E> values = Arrays.asList(defaultValue.getDeclaringClass().getEnumConstants());
        StringJoiner allowed = new StringJoiner(", ");
        for (E value : values) {
            allowed.add(spelling(value));
        }
        return new Setting<>(key, "choice", defaultValue, doc, text -> chosen(values, text), "one of " + allowed);
    }

    /**
     * Defines a family of settings that are passed on as they are: every key that begins with a prefix. Its own key is the
     * prefix and a star.
     *
     * @param prefix the beginning of the keys, such as {@code kafka.}
     * @param doc one sentence of documentation
     * @return the setting
     * @see Options#family
     */
    public static Setting<String> family(String prefix, String doc) {
        return new Setting<>(prefix + "*", "text", null, doc, value -> value, "any key behind the prefix, any text");
    }

    /**
     * Finds what a misspelt key was meant to be.
     *
     * @param key the key as written
     * @param known the keys that there are
     * @return the nearest one, if it differs in two letters at most
     */
    public static Optional<String> nearest(String key, Collection<String> known) {
        return Spelling.nearest(key, known, 2);
    }

    /** Tells whether a key is this setting's, or of the family that it is. */
    boolean covers(String given) {
        return key.equals(given) || (key.endsWith(".*") && given.startsWith(key.substring(0, key.length() - 1)));
    }

    /**
     * Returns this setting marked as secret: its value never appears in messages, logs or statistics.
     *
     * @return the secret setting
     */
    public Setting<T> asSecret() {
        return new Setting<>(key, type, defaultValue, doc, parser, allowed, true, required);
    }

    /**
     * Returns this setting marked as required: leaving it out is a fault.
     *
     * @return the required setting
     */
    public Setting<T> asRequired() {
        return new Setting<>(key, type, defaultValue, doc, parser, allowed, secret, true);
    }

    /**
     * Returns the key.
     *
     * @return the key
     */
    public String key() {
        return key;
    }

    /**
     * Returns the kind of its values: text, number, decimal, flag, duration, bytes or choice.
     *
     * @return the kind
     */
    public String type() {
        return type;
    }

    /**
     * Returns the documentation.
     *
     * @return one sentence
     */
    public String doc() {
        return doc;
    }

    /**
     * Returns what values are allowed, in words.
     *
     * @return such as "a whole number from 1 to 65535"
     */
    public String allowed() {
        return allowed;
    }

    /**
     * Tells whether its value must be kept from messages.
     *
     * @return whether it is secret
     */
    public boolean secret() {
        return secret;
    }

    /**
     * Tells whether it must be given.
     *
     * @return whether it is required
     */
    public boolean required() {
        return required;
    }

    /**
     * Returns the default.
     *
     * @return the value when none is given, if there is one
     */
    public Optional<T> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    /**
     * Returns the default as it would be written.
     *
     * @return the text; empty for none
     */
    public String defaultText() {
        Object value = defaultValue;
        if (value instanceof Duration duration) {
            return Units.format(duration);
        }
        return value == null ? "" : value instanceof Enum<?> choice ? spelling(choice) : value.toString();
    }

    /**
     * Parses a value.
     *
     * @param text the value as written
     * @return the value
     * @throws IllegalArgumentException if it is not allowed; the message names key, value and what is allowed
     */
    public T parse(String text) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException(refusal(text));
        }
    }

    /** Says what is wrong with a value, if anything is. */
    Optional<String> fault(String text) {
        try {
            Object allowedValue = parser.apply(text);
            return allowedValue == null ? Optional.of(refusal(text)) : Optional.empty();
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.of(refusal(text));
        }
    }

    private String refusal(String text) {
        return "option '" + key + "' is '" + (secret ? "***" : text) + "'; it must be " + allowed;
    }

    private static String spelling(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <E extends Enum<E>> E chosen(List<E> values, String text) {
        String written = text.trim().toLowerCase(Locale.ROOT);
        for (E value : values) {
            if (spelling(value).equals(written)) {
                return value;
            }
        }
        throw new IllegalArgumentException();
    }

    private static Long inRange(String text, long min, long max) {
        long value = Long.parseLong(text.trim());
        require(value >= min && value <= max);
        return value;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException();
        }
    }
}

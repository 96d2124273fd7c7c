// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a context. It starts with {@code shaduf.properties} from the class path, then {@code SHADUF_*}
 * environment variables, then {@code -Dshaduf.*} system properties, each over the one before; what the program sets wins.
 * Keys of {@code spark.streaming.*} for settings that exist here are understood. Not safe for use by several threads.
 *
 * <p>An environment variable is written in upper case with underscores: {@code SHADUF_BLOCK_INTERVAL} is
 * {@code shaduf.block.interval}. The environment belongs to launchers and platforms as well, so a {@code SHADUF_*}
 * variable that is no setting is left alone, unless it is within two letters of one: that is a misspelling, and a fault
 * as it is everywhere else.
 */
public final class StreamingConf implements Cloneable {
    private static final String FILE = "shaduf.properties";
    private static final String PREFIX = "shaduf.";
    private static final String OPTION = "--";
    /** An argument below this length is many a word with two letters changed. */
    private static final int SHORT = 10;

    private final TreeMap<String, String> values = new TreeMap<>();

    /** Creates a configuration from file, environment and system properties. */
    public StreamingConf() {
        this(true);
    }

    /**
     * Creates a configuration.
     *
     * @param loadDefaults whether to read file, environment and system properties
     */
    public StreamingConf(boolean loadDefaults) {
        if (loadDefaults) {
            load(properties());
            load(System.getenv());
            load(System.getProperties());
        }
    }

    /** Creates a configuration from layers, each over the one before. */
    StreamingConf(Properties file, Map<String, String> environment, Properties system) {
        load(file);
        load(environment);
        load(system);
    }

    /**
     * Sets the master URL.
     *
     * @param master such as {@code local[2]}
     * @return this configuration
     */
    public StreamingConf setMaster(String master) {
        return set(StreamingSettings.MASTER.key(), master);
    }

    /**
     * Sets the application's name.
     *
     * @param name the name, used in logs, thread names and statistics
     * @return this configuration
     */
    public StreamingConf setAppName(String name) {
        return set(StreamingSettings.APP_NAME.key(), name);
    }

    /**
     * Sets a value.
     *
     * @param key the key; a {@code spark.streaming.*} spelling is translated
     * @param value the value as text; checked when a context is made
     * @return this configuration
     * @throws IllegalArgumentException if the value is null
     */
    public StreamingConf set(String key, String value) {
        if (value == null) {
            throw new IllegalArgumentException(
                    "setting '" + key + "' is given null, perhaps from a variable that is not set;"
                            + " give it a value, or leave it out for its default");
        }
        values.put(SparkKeys.translate(key), value);
        return this;
    }

    /**
     * Takes settings from the arguments of a program: {@code --replay-skipped} sets the flag {@code shaduf.replay.skipped}, and
     * {@code --stop-timeout=10s} gives {@code shaduf.stop.timeout} a value. What stands behind an argument {@code --} is left
     * to the program.
     *
     * @param arguments the arguments
     * @return those that are no settings, in their order
     * @throws ConfigurationException naming settings that are given without a value, and what looks like a misspelt one
     */
    public List<String> setFrom(String... arguments) {
        List<String> given = List.of(arguments);
        int end = given.contains(OPTION) ? given.indexOf(OPTION) : given.size();
        List<String> left = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        given.subList(0, end).forEach(argument -> setFrom(argument, left, faults));
        if (!faults.isEmpty()) {
            throw new ConfigurationException("the arguments of the program", faults);
        }
        left.addAll(given.subList(Math.min(end + 1, given.size()), given.size()));
        return left;
    }

    private void setFrom(String argument, List<String> left, List<String> faults) {
        String[] parts = argument.split("=", 2);
        Setting<?> setting = settingOf(parts[0]);
        if (setting == null) {
            left.add(argument);
            misspelt(parts[0]).ifPresent(faults::add);
        } else if (parts.length == 2 || setting.type().equals("flag")) {
            set(setting.key(), parts.length == 2 ? parts[1] : "true");
        } else {
            faults.add(argument + " has no value; write " + argument + "=… with " + setting.allowed());
        }
    }

    private static @Nullable Setting<?> settingOf(String argument) {
        return argument.startsWith(OPTION) ? StreamingSettings.byKey().get(key(argument)) : null;
    }

    private static String key(String option) {
        return PREFIX + option.substring(OPTION.length()).replace('-', '.');
    }

    /** What is a setting by all but a letter or two would have no effect, and nobody would say so. */
    private static Optional<String> misspelt(String argument) {
        if (!argument.startsWith(OPTION)) {
            return Optional.empty();
        }
        int most = argument.length() < SHORT ? 1 : 2;
        return Spelling.nearest(key(argument), StreamingSettings.byKey().keySet(), most)
                .map(key -> argument + " is no setting; did you mean "
                        + OPTION + key.substring(PREFIX.length()).replace('.', '-')
                        + "? If it is the program's own, write it behind an argument --");
    }

    /**
     * Sets a value unless it has one.
     *
     * @param key the key
     * @param value the value as text
     * @return this configuration
     */
    public StreamingConf setIfMissing(String key, String value) {
        values.putIfAbsent(SparkKeys.translate(key), value);
        return this;
    }

    /**
     * Removes a value.
     *
     * @param key the key
     * @return this configuration
     */
    public StreamingConf remove(String key) {
        values.remove(SparkKeys.translate(key));
        return this;
    }

    /**
     * Tells whether a value is set.
     *
     * @param key the key
     * @return whether it is
     */
    public boolean contains(String key) {
        return values.containsKey(SparkKeys.translate(key));
    }

    /**
     * Returns the value of a setting.
     *
     * @param setting the setting
     * @param <T> the type of its values
     * @return the value set, else the default
     * @throws IllegalArgumentException if there is neither, or the value set is not allowed
     */
    public <T> T get(Setting<T> setting) {
        Optional<T> value = find(setting);
        if (value.isEmpty()) {
            throw new IllegalArgumentException("setting '" + setting.key() + "' has no value");
        }
        return value.get();
    }

    /**
     * Returns the value of a setting that may be absent.
     *
     * @param setting the setting
     * @param <T> the type of its values
     * @return the value set, else the default, if there is either
     * @throws IllegalArgumentException if the value set is not allowed
     */
    public <T> Optional<T> find(Setting<T> setting) {
        String text = values.get(setting.key());
        return text == null ? setting.defaultValue() : Optional.of(setting.parse(text));
    }

    /**
     * Returns everything set, keys of other libraries such as {@code spark.*} included.
     *
     * @return a copy, sorted by key
     */
    public Map<String, String> getAll() {
        return new TreeMap<>(values);
    }

    /**
     * Checks every {@code shaduf.*} key against the settings known: unknown keys and bad values.
     *
     * @return the faults, empty for none
     */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        Map<String, Setting<?>> known = StreamingSettings.byKey();
        for (Map.Entry<String, String> entry : values.entrySet()) {
            String key = entry.getKey();
            Setting<?> setting = known.get(key);
            if (setting == null && key.startsWith(PREFIX)) {
                faults.add("setting '" + key + "' is unknown" + Spelling.hint(key, known.keySet()));
            } else if (setting != null) {
                setting.fault(entry.getValue()).ifPresent(faults::add);
            }
        }
        return faults;
    }

    /**
     * Returns an independent copy.
     *
     * @return the copy
     */
    @Override
    public StreamingConf clone() {
        StreamingConf copy = new StreamingConf(false);
        copy.values.putAll(values);
        return copy;
    }

    private void load(Map<String, String> environment) {
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            String name = variable.getKey();
            String key = name.toLowerCase(Locale.ROOT).replace('_', '.');
            if (name.startsWith("SHADUF_")
                    && Spelling.isNear(key, StreamingSettings.byKey().keySet())) {
                set(key, variable.getValue());
            }
        }
    }

    private void load(Properties properties) {
        for (String key : properties.stringPropertyNames()) {
            if (key.startsWith(PREFIX) || key.startsWith("spark.")) {
                set(key, properties.getProperty(key));
            }
        }
    }

    private static Properties properties() {
        Properties properties = new Properties();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream in = loader == null ? null : loader.getResourceAsStream(FILE)) {
            if (in != null) {
                properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " on the class path cannot be read", e);
        }
        return properties;
    }
}

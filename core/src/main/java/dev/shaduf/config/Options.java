// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.config;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The options given to one connector, checked against the settings that it knows: an unknown key, a bad value and a
 * missing required key are faults, and all of them are reported together.
 */
public final class Options implements Serializable {
    private final TreeMap<String, String> values;

    private Options(Map<String, String> values) {
        this.values = new TreeMap<>(values);
    }

    /**
     * Checks options against settings.
     *
     * @param owner what the options belong to, for messages, such as {@code source 'kafka'}
     * @param given the options as written
     * @param settings the settings known
     * @return the checked options
     * @throws ConfigurationException naming every fault
     */
    public static Options check(String owner, Map<String, String> given, List<Setting<?>> settings) {
        List<String> faults = new ArrayList<>();
        List<String> known = settings.stream().map(Setting::key).toList();
        given.keySet().stream()
                .sorted()
                .filter(key -> settings.stream().noneMatch(setting -> setting.covers(key)))
                .forEach(key -> faults.add("option '" + key + "' is unknown" + Spelling.hint(key, known)));
        for (Setting<?> setting : settings) {
            fault(setting, given).ifPresent(faults::add);
        }
        if (!faults.isEmpty()) {
            throw new ConfigurationException(owner, faults);
        }
        return new Options(given);
    }

    /**
     * Returns the value of a setting.
     *
     * @param setting the setting, one of those checked against
     * @param <T> the type of its values
     * @return the value given, else the default
     * @throws IllegalArgumentException if there is neither
     */
    public <T> T get(Setting<T> setting) {
        return find(setting)
                .orElseThrow(() -> new IllegalArgumentException("option '" + setting.key() + "' has no value"));
    }

    /**
     * Returns the value of a setting that may be absent.
     *
     * @param setting the setting
     * @param <T> the type of its values
     * @return the value given, else the default, if there is either
     */
    public <T> Optional<T> find(Setting<T> setting) {
        String text = values.get(setting.key());
        return text == null ? setting.defaultValue() : Optional.of(setting.parse(text));
    }

    /**
     * Returns the value of a setting only if it was given.
     *
     * @param setting the setting
     * @param <T> the type of its values
     * @return the value given, without regard to the default
     */
    public <T> Optional<T> given(Setting<T> setting) {
        return Optional.ofNullable(values.get(setting.key())).map(setting::parse);
    }

    /**
     * Returns the values of a {@linkplain Setting#family family}.
     *
     * @param family the setting that is the family
     * @return what was given, by key without the prefix
     */
    public Map<String, String> family(Setting<String> family) {
        Map<String, String> members = new TreeMap<>();
        values.forEach((key, value) -> {
            if (family.covers(key)) {
                members.put(key.substring(family.key().length() - 1), value);
            }
        });
        return members;
    }

    private static Optional<String> fault(Setting<?> setting, Map<String, String> given) {
        String text = given.get(setting.key());
        if (text == null) {
            return setting.required()
                    ? Optional.of("option '" + setting.key() + "' is missing; give it " + setting.allowed())
                    : Optional.empty();
        }
        return setting.fault(text);
    }
}

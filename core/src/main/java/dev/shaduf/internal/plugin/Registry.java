// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.plugin;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.config.Setting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The providers of one kind of plug-in, by id. Two with one id are refused, and so is an id that is not well formed; a
 * provider that cannot be loaded is reported when something is missing.
 *
 * @param <P> what the providers have in common
 */
public final class Registry<P> {
    private static final Logger LOG = LoggerFactory.getLogger(Registry.class);
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private final String noun;
    private final Map<String, Plugin<P>> plugins = new LinkedHashMap<>();
    private final List<String> broken = new ArrayList<>();

    private Registry(String noun) {
        this.noun = noun;
    }

    /**
     * Finds all providers.
     *
     * @param noun what the plug-ins are, such as {@code sink}
     * @param services the interfaces, whose ids must be unique over all of them
     * @throws ConfigurationException naming every id that is malformed or taken twice
     */
    @SafeVarargs
    static <P> Registry<P> load(String noun, Service<? extends P>... services) {
        Registry<P> registry = new Registry<>(noun);
        List<String> faults = new ArrayList<>();
        for (Service<? extends P> service : services) {
            registry.add(service, faults);
        }
        if (!faults.isEmpty()) {
            throw new ConfigurationException("the " + noun + " providers on the class path", faults);
        }
        return registry;
    }

    /** Lists the providers. */
    public Collection<P> all() {
        List<P> providers = new ArrayList<>();
        for (Plugin<P> plugin : plugins.values()) {
            providers.add(plugin.provider());
        }
        return providers;
    }

    /** Finds a provider. */
    public Optional<P> find(String id) {
        return Optional.ofNullable(plugins.get(id)).map(Plugin::provider);
    }

    /**
     * Returns a provider.
     *
     * @throws ConfigurationException if there is none; it names those found and the artifact to add
     */
    public P get(String id) {
        return find(id).orElseThrow(() -> new ConfigurationException(noun + " '" + id + "'", List.of(miss(id))));
    }

    /** Says in words that a provider is missing, what was found, and what to do. */
    String miss(String id) {
        Set<String> known = new TreeSet<>(plugins.keySet());
        known.addAll(Artifacts.ids(noun));
        String meant = Setting.nearest(id, known).orElse(id);
        return "no " + noun + " '" + id + "'" + (meant.equals(id) ? "" : " (did you mean '" + meant + "'?)") + "; "
                + found() + (plugins.containsKey(meant) ? "" : Artifacts.hint(noun, meant));
    }

    /** Lists what was found, and what could not be loaded. */
    String found() {
        String ids = plugins.isEmpty() ? "nothing" : String.join(", ", plugins.keySet());
        return "found: " + ids + (broken.isEmpty() ? "" : "; broken: " + String.join(" | ", broken));
    }

    private <Q extends P> void add(Service<Q> service, List<String> faults) {
        Discovery<Q> found = Discovery.of(service.type());
        for (Q provider : found.providers()) {
            try {
                add(new Plugin<>(service.id().apply(provider), provider), faults);
            } catch (RuntimeException | LinkageError e) {
                broken(provider.getClass().getName() + " does not tell its id: " + e);
            }
        }
        for (String text : found.broken()) {
            broken(text);
        }
    }

    private void broken(String text) {
        broken.add(text);
        LOG.warn("A {} provider cannot be used: {}", noun, text);
    }

    private void add(Plugin<P> plugin, List<String> faults) {
        String id = plugin.id();
        if (id == null || !ID.matcher(id).matches()) {
            faults.add("id '" + id + "' of " + plugin.place()
                    + " is not made of lower-case letters, digits and hyphens, beginning with a letter");
            return;
        }
        Plugin<P> other = plugins.putIfAbsent(id, plugin);
        if (other != null) {
            faults.add("id '" + id + "' is taken twice: by " + other.place() + " and by " + plugin.place()
                    + "; remove one of them from the class path");
        }
        LOG.debug("Found {} '{}': {}", noun, id, plugin.place());
    }
}

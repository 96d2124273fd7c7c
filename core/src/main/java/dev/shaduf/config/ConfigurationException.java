// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Thrown before anything runs when a configuration, a graph or a set of options has faults; it names all of them. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    /**
     * Creates the exception.
     *
     * @param owner what has the faults, such as {@code sink 'jdbc'}
     * @param faults every fault: what is wrong, where, what is allowed, what to do; said once where it is found twice
     */
    public ConfigurationException(String owner, List<String> faults) {
        this(owner, new LinkedHashSet<>(faults));
    }

    private ConfigurationException(String owner, Set<String> faults) {
        super(owner + " cannot be used:"
                + String.join("", faults.stream().map(f -> "\n  - " + f).toList()));
        this.faults = List.copyOf(faults);
    }

    /**
     * Returns the faults.
     *
     * @return one text per fault
     */
    public List<String> faults() {
        return faults;
    }
}

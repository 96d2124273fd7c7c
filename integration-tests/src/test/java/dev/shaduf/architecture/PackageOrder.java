// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.architecture;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which package may import which. Packages stand in rows; one may import those of its own row and of the rows before.
 * Inside a row, and everywhere else, the ban on cycles holds.
 */
final class PackageOrder {
    /** The rooms of core, from what everybody may use to the door that nobody may. */
    static final PackageOrder CORE = under("dev.shaduf")
            .row("function", "time", "config")
            .row("rdd")
            .row("listener")
            .row("spi")
            .row("dstream")
            .row("engine")
            .row("engine.codec")
            .row("engine.shuffle")
            .row("engine.state")
            .row("internal.plugin", "internal.file")
            .row("internal.log", "internal.text")
            .row("internal.rdd")
            .row("internal.local")
            .row("internal.receiver", "internal.block")
            .row("internal.graph")
            .row("internal.journal")
            .row("internal.job")
            .row("");

    private final String root;
    private final Map<String, Integer> rows = new HashMap<>();
    private int count;

    private PackageOrder(String root) {
        this.root = root;
    }

    static PackageOrder under(String root) {
        return new PackageOrder(root);
    }

    /** Adds the next row; the empty name is the root package. */
    PackageOrder row(String... packages) {
        for (String name : packages) {
            rows.put(name.isEmpty() ? root : root + "." + name, count);
        }
        count++;
        return this;
    }

    /** The packages below the root, by the names that the rows give them. */
    List<String> names() {
        return rows.keySet().stream()
                .filter(name -> !name.equals(root))
                .map(name -> name.substring(root.length() + 1))
                .toList();
    }

    boolean lists(String packageName) {
        return rows.containsKey(packageName);
    }

    /** Whether the order has nothing against the import; it knows nothing about packages that it does not list. */
    boolean allows(String from, String to) {
        return !lists(from) || !lists(to) || rows.get(to) <= rows.get(from);
    }
}

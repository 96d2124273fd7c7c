// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.plugin;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * What {@link ServiceLoader} finds of one interface, seen from the calling thread's context loader, then from the
 * interface's own. A provider that cannot be loaded is noted and does not hide the others.
 */
final class Discovery<P> {
    /** A services file that cannot be read fails again at each step; nobody has that many broken providers. */
    private static final int MOST_BROKEN = 100;

    private final List<P> providers = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private final Set<Class<?>> seen = new LinkedHashSet<>();

    private Discovery() {}

    static <P> Discovery<P> of(Class<P> type) {
        Discovery<P> found = new Discovery<>();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader own = type.getClassLoader();
        if (context != null && context != own) {
            found.read(ServiceLoader.load(type, context).iterator());
        }
        found.read(ServiceLoader.load(type, own).iterator());
        return found;
    }

    List<P> providers() {
        return providers;
    }

    /** What could not be loaded, one text each. */
    List<String> broken() {
        return broken;
    }

    private void read(Iterator<P> services) {
        boolean more = true;
        for (int failures = 0; more && failures < MOST_BROKEN; ) {
            try {
                more = services.hasNext();
                if (more) {
                    add(services.next());
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                failures++;
                note(e);
            }
        }
    }

    private void add(P provider) {
        if (seen.add(provider.getClass())) {
            providers.add(provider);
        }
    }

    private void note(Throwable e) {
        String text = e.getMessage() + (e.getCause() == null ? "" : ": " + e.getCause());
        if (!broken.contains(text)) {
            broken.add(text);
        }
    }
}

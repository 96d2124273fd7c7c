// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit.contract;

import dev.shaduf.spi.Sink;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Stands for another JVM of the same program: loads every class of the test class path again, except those of core, of the
 * testkit and of test libraries, which both sides must share to talk to each other. What a plug-in keeps in static fields
 * is not there.
 */
final class PluginClassLoader extends URLClassLoader {
    private static final List<String> SHARED_PREFIXES = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "org.slf4j.",
            "org.jspecify.",
            "org.junit.",
            "org.opentest4j.",
            "org.assertj.");

    private final Set<String> sharedPlaces;

    PluginClassLoader() {
        super(classPath(), PluginClassLoader.class.getClassLoader());
        this.sharedPlaces = Stream.of(Sink.class, PluginClassLoader.class)
                .map(PluginClassLoader::place)
                .collect(Collectors.toSet());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                loaded = isShared(name) ? getParent().loadClass(name) : loadAgain(name);
            }
            if (resolve) {
                resolveClass(loaded);
            }
            return loaded;
        }
    }

    private Class<?> loadAgain(String name) throws ClassNotFoundException {
        try {
            return findClass(name);
        } catch (ClassNotFoundException e) {
            return getParent().loadClass(name);
        }
    }

    private boolean isShared(String name) {
        if (SHARED_PREFIXES.stream().anyMatch(name::startsWith)) {
            return true;
        }
        URL resource = findResource(name.replace('.', '/') + ".class");
        return resource == null
                || sharedPlaces.stream().anyMatch(place -> resource.toString().contains(place));
    }

    private static String place(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IllegalStateException("class " + type.getName() + " does not say where it was loaded from");
        }
        return source.getLocation().toString();
    }

    private static URL[] classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(PluginClassLoader::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(new IOException("class path entry '" + entry + "' is no URL", e));
        }
    }
}

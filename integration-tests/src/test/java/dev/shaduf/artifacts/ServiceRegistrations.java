// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.artifacts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the services files under one folder of classes say, and what {@code ServiceLoader} could not do with it. */
record ServiceRegistrations(List<String> providers, List<String> faults) {
    static ServiceRegistrations in(Path classes) {
        ServiceRegistrations found = new ServiceRegistrations(new ArrayList<>(), new ArrayList<>());
        Path services = classes.resolve("META-INF/services");
        if (Files.isDirectory(services)) {
            try (Stream<Path> files = Files.list(services);
                    URLClassLoader loader = new URLClassLoader(
                            new URL[] {classes.toUri().toURL()}, ServiceRegistrations.class.getClassLoader())) {
                files.forEach(file -> found.read(file, loader));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    private void read(Path file, ClassLoader loader) {
        try {
            for (String line : Files.readAllLines(file)) {
                String provider = line.replaceFirst("#.*", "").trim();
                if (!provider.isEmpty()) {
                    providers.add(provider);
                    check(file, provider, loader);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(Path file, String provider, ClassLoader loader) {
        try {
            Class<?> service = Class.forName(file.getFileName().toString(), false, loader);
            Class<?> type = Class.forName(provider, false, loader);
            if (!service.isAssignableFrom(type)) {
                faults.add(provider + " does not implement " + service.getName() + ", as " + file + " says");
            }
            type.getConstructor();
        } catch (ClassNotFoundException e) {
            faults.add("no class " + e.getMessage() + ", which " + file + " names");
        } catch (NoSuchMethodException e) {
            faults.add(provider + " has no public constructor without parameters");
        }
    }
}

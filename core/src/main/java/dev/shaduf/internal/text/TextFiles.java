// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.text;

import dev.shaduf.engine.Origin;
import dev.shaduf.spi.FileEntry;
import dev.shaduf.spi.FileStore;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the files that a path, or several, stand for. */
final class TextFiles {
    private final List<FileEntry> found = new ArrayList<>();

    private TextFiles() {}

    /** Finds files, in the order in which their locations are given, and of their names. */
    static List<FileEntry> find(String paths, Origin origin) {
        List<FileEntry> all = new ArrayList<>();
        for (Location location : Location.all(paths)) {
            all.addAll(find(location, paths, origin));
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException(origin + ": there is no file at '" + paths + "'");
        }
        return all;
    }

    private static List<FileEntry> find(Location location, String paths, Origin origin) {
        TextFiles files = new TextFiles();
        try {
            FileStore store = FileStore.of(location.root());
            boolean any = location.names().isEmpty()
                    ? files.addAll(store, location.root())
                    : files.walk(store, location.root(), location.names());
            if (!any) {
                throw new IllegalArgumentException(
                        origin + ": there is no file or directory '" + String.join("/", location.names()) + "' under "
                                + location.root() + ", asked for as '" + paths + "'");
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(origin + ": '" + paths + "' cannot be looked up: " + e, e);
        }
        files.found.sort(Comparator.comparing(FileEntry::path));
        return files.found;
    }

    private boolean walk(FileStore store, URI directory, List<String> names) throws IOException {
        String name = names.get(0);
        List<String> rest = names.subList(1, names.size());
        if (!Glob.isPattern(name)) {
            URI named = Location.child(directory, name);
            return rest.isEmpty() ? addNamed(store, named) : walk(store, named, rest);
        }
        boolean any = false;
        Pattern pattern = Glob.of(name);
        for (FileEntry entry : store.list(directory)) {
            String candidate = Location.name(entry.path());
            boolean matches = visible(candidate) && pattern.matcher(candidate).matches();
            any |= matches && take(store, entry, rest);
        }
        return any;
    }

    private boolean addNamed(FileStore store, URI named) throws IOException {
        Optional<FileEntry> entry = store.find(named);
        return entry.isPresent() && take(store, entry.get(), List.of());
    }

    private boolean take(FileStore store, FileEntry entry, List<String> rest) throws IOException {
        if (!rest.isEmpty()) {
            return entry.directory() && walk(store, entry.path(), rest);
        }
        if (entry.directory()) {
            return addAll(store, entry.path());
        }
        found.add(entry);
        return true;
    }

    private boolean addAll(FileStore store, URI directory) throws IOException {
        for (FileEntry entry : store.list(directory)) {
            if (!entry.directory() && visible(Location.name(entry.path()))) {
                found.add(entry);
            }
        }
        return true;
    }

    private static boolean visible(String name) {
        return !name.startsWith(".") && !name.startsWith("_");
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import dev.shaduf.spi.FileEntry;
import dev.shaduf.spi.FileStore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One listing of everything that is watched. A file that is known costs a look into the table and none at the disk, unless
 * the walk is thorough. An unreadable directory does not hide the others, but leaves the listing incomplete.
 */
final class Walk {
    /** Takes files that are wanted, with what is known of them. */
    interface Visitor extends BiConsumer<TakenFile, TakenFiles.Known> {}

    private final FileStore store;
    private final Selection selection;
    private final TakenFiles taken;
    private final PathHash hash;
    private final boolean thorough;
    private final Visitor visitor;
    private final BooleanSupplier stopped;
    private final Set<String> way = new HashSet<>();
    private @Nullable IOException failure;
    private @Nullable String circle;

    Walk(
            FileStore store,
            Selection selection,
            TakenFiles taken,
            boolean thorough,
            Visitor visitor,
            BooleanSupplier stopped) {
        this.store = store;
        this.selection = selection;
        this.taken = taken;
        this.hash = taken.hash();
        this.thorough = thorough;
        this.visitor = visitor;
        this.stopped = stopped;
    }

    /**
     * Walks.
     *
     * @param directory where to begin
     * @throws IOException if not everything could be seen
     */
    void run(String directory) throws IOException {
        if (!enter(directory, 0)) {
            throw new IOException("directory '" + Location.readable(directory) + "' does not exist");
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Returns a directory that was not entered because a link leads back to one that it is in. */
    @Nullable
    String circle() {
        return circle;
    }

    private boolean enter(String directory, int level) throws IOException {
        String base = directory + (directory.endsWith("/") ? "" : "/");
        List<String> below = new ArrayList<>();
        URI uri = URI.create(directory);
        String real = selection.enters(level) && store.find(uri).isPresent()
                ? store.resolve(uri).toString()
                : "";
        if (!real.isEmpty() && !way.add(real)) {
            circle = directory;
            return true;
        }
        Level entries = new Level(base, level, below);
        boolean there = store.list(uri, entries::wanted, entries::meet);
        for (String name : below) {
            descend(base + name, level + 1);
        }
        way.remove(real);
        return there;
    }

    private void descend(String directory, int level) throws IOException {
        try {
            enter(directory, level);
        } catch (IOException e) {
            if (stopped.getAsBoolean()) {
                throw e;
            }
            IOException named =
                    new IOException("cannot list directory '" + Location.readable(directory) + "': " + e, e);
            if (failure == null) {
                failure = named;
            }
        }
    }

    /** The entries of one directory. */
    private final class Level {
        private final String base;
        private final int level;
        private final long begun;
        private final List<String> below;

        Level(String base, int level, List<String> below) {
            this.base = base;
            this.level = level;
            this.begun = hash.directory(base);
            this.below = below;
        }

        boolean wanted(String name) {
            boolean known = taken.meet(hash.path(begun, name));
            return known ? thorough : selection.wants(level, name);
        }

        void meet(FileEntry entry) throws IOException {
            if (stopped.getAsBoolean()) {
                throw new InterruptedIOException("listing was stopped");
            }
            String name = entry.name();
            if (entry.directory()) {
                if (selection.enters(level)) {
                    below.add(name);
                }
            } else if (entry.kind() == FileEntry.Kind.FILE && selection.wantsFile(level, name)) {
                TakenFile file = new TakenFile(base + name, entry.length(), entry.modified());
                visitor.accept(file, taken.look(hash.path(begun, name), hash.stamp(entry.length(), entry.modified())));
            }
        }
    }
}

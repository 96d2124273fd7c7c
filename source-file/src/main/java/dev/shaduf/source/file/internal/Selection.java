// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import dev.shaduf.function.Function;
import java.util.List;
import java.util.function.Predicate;

/** Which names are wanted, level by level. Names are those of URIs, escaped. */
final class Selection {
    private static final List<String> UNFINISHED = List.of(".tmp", "._COPYING_", ".part", ".crdownload");

    private final List<Predicate<String>> levels;
    private final Predicate<String> files;
    private final Function<String, Boolean> filter;
    private final boolean recursive;

    Selection(WatchSettings settings) {
        this.levels = settings.location().patterns().stream().map(Glob::of).toList();
        this.files = settings.names().isEmpty() ? name -> true : Glob.of(settings.names());
        this.filter = settings.filter();
        this.recursive = settings.recursive();
    }

    /** Tells whether directories of a level are entered. */
    boolean enters(int level) {
        return level < levels.size() || recursive;
    }

    /** Tells whether something of a name may be wanted, whatever it is. */
    boolean wants(int level, String name) {
        if (hidden(name)) {
            return false;
        }
        if (level < levels.size()) {
            return levels.get(level).test(Location.decoded(name));
        }
        return recursive || wantsFile(level, name);
    }

    /** Tells whether a file of a name is wanted. */
    boolean wantsFile(int level, String name) {
        if (level < levels.size() - 1 || UNFINISHED.stream().anyMatch(name::endsWith)) {
            return false;
        }
        String decoded = Location.decoded(name);
        return files.test(decoded) && filtered(decoded);
    }

    private boolean filtered(String name) {
        try {
            return filter.call(name);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the filter of files failed for name '" + name + "'", e);
        }
    }

    private static boolean hidden(String name) {
        return name.startsWith(".") || name.startsWith("_");
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.text;

import dev.shaduf.engine.Origin;
import dev.shaduf.engine.Terminal;
import dev.shaduf.spi.FileStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A directory of text parts in the making: under a hidden name beside its own until it is complete. */
public final class TextDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(TextDirectory.class);

    private final FileStore store;
    private final URI target;
    private final URI staging;
    private final Origin origin;

    private TextDirectory(FileStore store, URI target, URI staging, Origin origin) {
        this.store = store;
        this.target = target;
        this.staging = staging;
        this.origin = origin;
    }

    /** Begins a directory that does not exist yet. */
    public static TextDirectory create(String path, Origin origin) {
        Location location = Location.of(path);
        List<String> names = location.names();
        if (names.isEmpty()) {
            throw new IllegalArgumentException(origin + " was given '" + path + "', which names no directory");
        }
        URI parent = new Location(location.root(), names.subList(0, names.size() - 1)).uri();
        String name = names.get(names.size() - 1);
        TextDirectory directory = new TextDirectory(
                FileStore.of(location.root()),
                location.uri(),
                Location.child(parent, "." + name + "." + UUID.randomUUID()),
                origin);
        directory.requireFree();
        return directory;
    }

    /** Returns where a path leads. */
    public static URI uri(String path) {
        return Location.of(path).uri();
    }

    /** Returns the name of a part in a directory that was published. */
    public static URI part(URI directory, int partition) {
        return Location.child(directory, String.format("part-%05d", partition));
    }

    /** Writes a part per partition, each attempt under a name of its own; the result is that name. */
    public Terminal<URI> parts() {
        return parts(TextPart::new);
    }

    /** The same, with records in another form. */
    public Terminal<URI> parts(PartFormat format) {
        return new Parts(staging, format, origin);
    }

    /** Gives the parts their names, and then the directory its own. */
    public void publish(List<URI> parts) {
        try {
            // Away from what attempts that failed, or came too late, have left.
            URI whole = Location.child(staging, "whole");
            for (int i = 0; i < parts.size(); i++) {
                store.publish(parts.get(i), part(whole, i));
            }
            store.create(Location.child(whole, "_SUCCESS")).close();
            if (!store.publish(whole, target)) {
                requireFree();
                throw new IOException("it could not be given its name");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(origin + ": " + target + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Removes what was not published. */
    public void discard() {
        try {
            store.delete(staging);
        } catch (IOException e) {
            LOG.warn("{} is left over from {} and could not be removed", staging, origin, e);
        }
    }

    private void requireFree() {
        boolean taken;
        try {
            taken = store.exists(target);
        } catch (IOException e) {
            throw new UncheckedIOException(origin + ": " + target + " cannot be looked up: " + e.getMessage(), e);
        }
        if (taken) {
            throw new IllegalArgumentException(
                    origin + ": " + target + " exists already; give another name, or delete it first");
        }
    }
}

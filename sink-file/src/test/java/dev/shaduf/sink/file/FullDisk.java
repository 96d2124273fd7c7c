// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file;

import dev.shaduf.spi.FileEntry;
import dev.shaduf.spi.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.Optional;
import java.util.function.Predicate;

/** A store on which files can be created but not written: {@code full:}. */
public final class FullDisk implements FileStore {
    /** For {@code ServiceLoader}. */
    public FullDisk() {}

    @Override
    public String scheme() {
        return "full";
    }

    @Override
    public boolean list(URI directory, Predicate<String> names, EntryConsumer entries) {
        return false;
    }

    @Override
    public Optional<FileEntry> find(URI path) {
        return Optional.empty();
    }

    @Override
    public URI resolve(URI path) {
        return path;
    }

    @Override
    public InputStream read(URI file, long offset) throws IOException {
        throw new IOException("nothing there");
    }

    @Override
    public OutputStream create(URI file) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
    }

    @Override
    public boolean publish(URI from, URI to) {
        return true;
    }

    @Override
    public boolean exists(URI path) {
        return false;
    }

    @Override
    public void delete(URI path) {}
}

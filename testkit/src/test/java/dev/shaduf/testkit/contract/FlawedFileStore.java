// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit.contract;

import dev.shaduf.spi.FileEntry;
import dev.shaduf.spi.FileStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** The store of this machine; breaks one rule of the contract, or none. */
record FlawedFileStore(String flaw, FileStore sound) implements FileStore {
    FlawedFileStore(String flaw) {
        this(flaw, FileStore.of(URI.create("file:/")));
    }

    @Override
    public String scheme() {
        return sound.scheme();
    }

    @Override
    public boolean list(URI directory, Predicate<String> names, EntryConsumer entries) throws IOException {
        Predicate<String> asked = flaw.equals("F4") ? name -> names.test(name.replace("%20", " ")) : names;
        boolean there = sound.list(directory, asked, entry -> show(entry, entries));
        return there || flaw.equals("F5");
    }

    private void show(FileEntry entry, EntryConsumer entries) throws IOException {
        try {
            entries.accept(entry);
        } catch (IOException e) {
            throw flaw.equals("F6") ? new IOException("cannot list", e) : e;
        }
        if (flaw.equals("F3") && entry.directory()) {
            entries.accept(entry);
        }
    }

    @Override
    public Optional<FileEntry> find(URI path) throws IOException {
        Optional<FileEntry> found = sound.find(path);
        if (flaw.equals("F7") && found.isEmpty()) {
            return Optional.of(new FileEntry(path, FileEntry.Kind.OTHER, 0, 0));
        }
        return flaw.equals("F8")
                ? found.map(e -> new FileEntry(e.path(), e.kind(), e.length(), e.modified() + 1))
                : found;
    }

    @Override
    public URI resolve(URI path) throws IOException {
        return flaw.equals("F14") ? path.resolve(UUID.randomUUID().toString()) : sound.resolve(path);
    }

    @Override
    public InputStream read(URI file, long offset) throws IOException {
        if (flaw.equals("F15") && sound.find(file).isEmpty()) {
            return new ByteArrayInputStream(new byte[0]);
        }
        return sound.read(file, flaw.equals("F1") && offset == 2 ? 0 : offset);
    }

    @Override
    public OutputStream create(URI file) throws IOException {
        if (flaw.equals("F2") && file.getPath().endsWith("deep/er/a.txt") && sound.exists(file)) {
            throw new IOException(file + " exists");
        }
        boolean strange = flaw.equals("F13") && file.getRawPath().contains("%0A");
        return sound.create(strange ? URI.create(file.toString().replace("line%0Abreak", "a%20b")) : file);
    }

    @Override
    public boolean publish(URI from, URI to) throws IOException {
        if (flaw.equals("F10") && from.getPath().endsWith(".file") && sound.exists(to)) {
            Files.copy(Path.of(from), Path.of(to), StandardCopyOption.REPLACE_EXISTING);
            return false;
        }
        if (flaw.equals("F11") && from.getPath().contains(".h")) {
            return sound.publish(from, to) || from.getPath().contains(".h");
        }
        boolean moved = sound.publish(from, to);
        if (flaw.equals("F9") && moved && from.getPath().endsWith(".file")) {
            sound.create(from).close();
        }
        return moved;
    }

    @Override
    public boolean exists(URI path) throws IOException {
        return (flaw.equals("F16") && path.getPath().endsWith("below")) || sound.exists(path);
    }

    @Override
    public void delete(URI path) throws IOException {
        if (flaw.equals("F12") && !sound.exists(path)) {
            throw new IOException(path + " does not exist");
        }
        sound.delete(path);
    }
}

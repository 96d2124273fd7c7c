// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file;

import dev.shaduf.spi.FileEntry;
import dev.shaduf.spi.FileStore;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** The store of this machine as {@code broken:}, which takes so many changes and then no more until it is repaired. */
public final class BrokenDisk implements FileStore {
    private static final AtomicInteger LEFT = new AtomicInteger(Integer.MAX_VALUE);

    private static final AtomicInteger LOOKS = new AtomicInteger();

    private static volatile boolean unreadable;

    private static volatile Hook beforeRoll = () -> {};

    /** Something that a test does in the middle of something else. */
    interface Hook {
        void run() throws InterruptedException;
    }

    private static FileStore sound() {
        return FileStore.of(URI.create("file:/"));
    }

    /** For {@code ServiceLoader}. */
    public BrokenDisk() {}

    /** Has nothing be read any more. */
    static void failReads() {
        unreadable = true;
    }

    /** Counts how often anything was looked at. */
    static int looks() {
        return LOOKS.get();
    }

    static void failAfter(int changes) {
        LEFT.set(changes);
    }

    /** Has whoever plans a roll do something before others can see the plan. */
    static void beforeRoll(Hook hook) {
        beforeRoll = hook;
    }

    static void repair() {
        LEFT.set(Integer.MAX_VALUE);
        unreadable = false;
        beforeRoll = () -> {};
    }

    private static void change() throws IOException {
        if (LEFT.decrementAndGet() < 0) {
            throw new IOException("the disk is gone");
        }
    }

    private static URI file(URI path) {
        return URI.create("file:" + path.getRawPath());
    }

    @Override
    public String scheme() {
        return "broken";
    }

    @Override
    public boolean list(URI directory, Predicate<String> names, EntryConsumer entries) throws IOException {
        LOOKS.incrementAndGet();
        return sound().list(file(directory), names, entry -> entries.accept(here(entry)));
    }

    @Override
    public Optional<FileEntry> find(URI path) throws IOException {
        LOOKS.incrementAndGet();
        return sound().find(file(path)).map(BrokenDisk::here);
    }

    private static FileEntry here(FileEntry entry) {
        URI path = URI.create("broken:" + entry.path().getRawPath());
        return new FileEntry(path, entry.kind(), entry.length(), entry.modified());
    }

    @Override
    public URI resolve(URI path) {
        return path;
    }

    @Override
    public InputStream read(URI file, long offset) throws IOException {
        if (unreadable) {
            throw new IOException("the disk cannot be read");
        }
        LOOKS.incrementAndGet();
        return sound().read(file(file), offset);
    }

    @Override
    public OutputStream create(URI file) throws IOException {
        change();
        return new FilterOutputStream(sound().create(file(file))) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                change();
                out.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                out.close();
                change();
            }
        };
    }

    @Override
    public boolean publish(URI from, URI to) throws IOException {
        change();
        if (to.getRawPath().contains("/rolls/")) {
            try {
                beforeRoll.run();
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
        }
        return sound().publish(file(from), file(to));
    }

    @Override
    public boolean exists(URI path) throws IOException {
        LOOKS.incrementAndGet();
        return sound().exists(file(path));
    }

    /** A directory goes piece by piece. */
    @Override
    public void delete(URI path) throws IOException {
        Optional<FileEntry> found = sound().find(file(path));
        if (found.isPresent() && found.get().directory()) {
            for (FileEntry entry : sound().list(file(path))) {
                delete(here(entry).path());
            }
        }
        change();
        sound().delete(file(path));
    }
}

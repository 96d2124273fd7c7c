// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file;

import dev.shaduf.spi.FileEntry;
import dev.shaduf.spi.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A store on which things go wrong, {@code strange:}. Directories whose names end in {@code -locked} cannot be listed; the
 * file {@code strange:/huge/line.txt} is a short line, a line of a gigabyte that no memory holds, and a short line.
 */
public final class StrangeStore implements FileStore {
    static final long HUGE = 1L << 30;
    static volatile boolean locked = true;
    /** What happens whenever {@code strange:/slow} is listed. */
    static volatile Listing listing = () -> {};

    private static final String HUGE_FILE = "/huge/line.txt";

    /** What happens in a listing. */
    interface Listing {
        void happens() throws IOException;
    }

    /** For {@code ServiceLoader}. */
    public StrangeStore() {}

    @Override
    public String scheme() {
        return "strange";
    }

    @Override
    public boolean list(URI directory, Predicate<String> names, EntryConsumer entries) throws IOException {
        String path = directory.getPath();
        if (path.endsWith("-locked") && locked) {
            throw new AccessDeniedException(path);
        }
        if (path.equals("/slow")) {
            listing.happens();
        }
        switch (path) {
            case "/huge" -> offer("line.txt", FileEntry.Kind.FILE, HUGE + 4, directory, names, entries);
            case "/open" -> {
                offer("sub-locked", FileEntry.Kind.DIRECTORY, 0, directory, names, entries);
                offer("a.txt", FileEntry.Kind.FILE, 0, directory, names, entries);
            }
            default -> offer("b.txt", FileEntry.Kind.FILE, 0, directory, names, entries);
        }
        return true;
    }

    private static void offer(
            String name,
            FileEntry.Kind kind,
            long length,
            URI directory,
            Predicate<String> names,
            EntryConsumer entries)
            throws IOException {
        if (names.test(name)) {
            entries.accept(new FileEntry(URI.create(directory + "/" + name), kind, length, 1));
        }
    }

    @Override
    public Optional<FileEntry> find(URI path) {
        boolean file = path.getPath().endsWith(".txt");
        long length = path.getPath().equals(HUGE_FILE) ? HUGE + 4 : 0;
        return Optional.of(new FileEntry(path, file ? FileEntry.Kind.FILE : FileEntry.Kind.DIRECTORY, length, 1));
    }

    @Override
    public URI resolve(URI path) {
        return path;
    }

    @Override
    public InputStream read(URI file, long offset) {
        return new HugeLine(offset);
    }

    @Override
    public OutputStream create(URI file) throws IOException {
        throw new IOException("read only");
    }

    @Override
    public boolean publish(URI from, URI to) throws IOException {
        throw new IOException("read only");
    }

    @Override
    public boolean exists(URI path) {
        return true;
    }

    @Override
    public void delete(URI path) throws IOException {
        throw new IOException("read only");
    }

    /** {@code a}, line feed, a gigabyte of {@code x} that ends in a line feed, {@code b}, line feed. */
    private static final class HugeLine extends InputStream {
        private long at;

        HugeLine(long at) {
            this.at = at;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            int count = (int) Math.min(length, HUGE + 4 - at);
            for (int i = 0; i < count; i++) {
                long place = at + i;
                boolean end = place == 1 || place == HUGE + 1 || place == HUGE + 3;
                bytes[offset + i] = (byte) (end ? '\n' : place == 0 ? 'a' : place == HUGE + 2 ? 'b' : 'x');
            }
            at += count;
            return count <= 0 ? -1 : count;
        }
    }
}

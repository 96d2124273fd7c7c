// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;

/**
 * A writer that drops files of numbered lines into two directories, the same into both, until it is told to stop: moved in from
 * elsewhere, and written under a hidden name and renamed. Some are compressed, some are large, some are empty, some have
 * names that are hard to like.
 */
final class DroppedLines extends Thread {
    static final String MOVED = "moved in";
    static final String RENAMED = "renamed";
    private static final String[] NAMES = {"lines-%d.txt", "with space %d", "%d.log.1", "n\u00e4chste\n%d", "a%%2Fb-%d"
    };

    private final Path directory;
    private final Random random;
    private int files;
    private int lines;
    private volatile boolean stopped;
    private volatile String failure = "";

    DroppedLines(Path directory, Random random) throws IOException {
        super("dropped-lines");
        this.directory = directory;
        this.random = random;
        for (String name : new String[] {MOVED, RENAMED, "elsewhere"}) {
            Files.createDirectories(directory.resolve(name));
        }
        setDaemon(true);
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                drop();
                LockSupport.parkNanos((5 + random.nextInt(60)) * 1_000_000L);
            }
        } catch (IOException e) {
            failure = e.toString();
        }
    }

    /** Returns how many lines each directory was given. */
    int end() throws InterruptedException {
        stopped = true;
        join();
        if (!failure.isEmpty()) {
            throw new AssertionError(failure);
        }
        return lines;
    }

    private void drop() throws IOException {
        StringBuilder text = new StringBuilder();
        int count = random.nextInt(20) == 0 ? 1_500 : random.nextInt(40);
        for (int i = 0; i < count; i++) {
            text.append(lines++).append(i + 1 < count || random.nextBoolean() ? "\n" : "");
        }
        boolean gzip = random.nextInt(5) == 0;
        byte[] bytes = gzip ? zipped(text.toString()) : text.toString().getBytes(UTF_8);
        String name = String.format(NAMES[random.nextInt(NAMES.length)], files++) + (gzip ? ".gz" : "");
        appear(
                directory.resolve("elsewhere").resolve(name),
                directory.resolve(MOVED).resolve(name),
                bytes);
        Path renamed = directory.resolve(RENAMED);
        appear(renamed.resolve("." + name), renamed.resolve(name), bytes);
    }

    private static void appear(Path first, Path last, byte[] bytes) throws IOException {
        Files.write(first, bytes);
        Files.move(first, last, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}

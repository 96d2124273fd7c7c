// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The file that says what a directory is. Without it, only an empty directory is taken.
 *
 * @param root the directory
 */
record DirectoryFormat(Path root) {
    static final int VERSION = 1;
    private static final String FILE = "FORMAT";
    private static final String NEW_FILE = "FORMAT.new";
    private static final Pattern CONTENT = Pattern.compile("shaduf checkpoint directory, format (\\d{1,9})\\s*");
    /** What may be there before: our own, unfinished, and what a file system puts at its root. */
    private static final Set<String> NO_STRANGERS = Set.of(FILE, NEW_FILE, DirectoryOwner.LOCK, "lost+found");

    /**
     * Refuses what is not a checkpoint directory, or one of a newer version.
     *
     * @throws IOException naming what is there
     */
    void check() throws IOException {
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw new IOException("cannot use " + root + " as a checkpoint directory: it is a file");
        }
        Path file = root.resolve(FILE);
        try {
            checkContent(file, new String(read(file), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            checkEmpty();
        }
    }

    /** Marks an empty directory. */
    void write() throws IOException {
        Path file = root.resolve(FILE);
        if (Files.exists(file)) {
            return;
        }
        Path written = root.resolve(NEW_FILE);
        try (FileChannel channel = FileChannel.open(
                written, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            String content = "shaduf checkpoint directory, format " + VERSION + "\n";
            channel.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        Directories.force(root);
    }

    private static byte[] read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(1_000);
        }
    }

    private void checkContent(Path file, String content) throws IOException {
        Matcher matcher = CONTENT.matcher(content);
        if (!matcher.matches()) {
            throw new IOException("cannot use " + root + " as a checkpoint directory: its file " + file.getFileName()
                    + " is not one of Shaduf, or damaged; if the directory is one, put 'shaduf checkpoint directory, format "
                    + VERSION + "' into that file");
        }
        int version = Integer.parseInt(matcher.group(1));
        if (version > VERSION) {
            throw new IOException("cannot use checkpoint directory " + root + ": it has format " + version
                    + ", this version of Shaduf knows formats up to " + VERSION
                    + "; use the version that wrote it, or a newer one");
        }
    }

    private void checkEmpty() throws IOException {
        List<String> strangers = strangers();
        if (!strangers.isEmpty()) {
            throw new IOException("cannot use " + root + " as a checkpoint directory: it has no file " + FILE
                    + " and is not empty, it holds " + String.join(", ", strangers)
                    + "; name an empty directory, or one that does not exist");
        }
    }

    private List<String> strangers() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !NO_STRANGERS.contains(name) && !DirectoryOwner.isEpoch(name))
                    .limit(5)
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}

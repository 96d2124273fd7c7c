// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Files that are moved into a watched directory when a contender is ready, by renames, and moved back at the end. They get the
 * time of the move, without which some contenders do not take them.
 */
public final class DroppedFiles implements AutoCloseable {
    /** The options of contenders that read files: a folder of files, and how many words are in all of them. */
    public static final Set<String> OPTIONS = Set.of("from", "words", "batch", "master", "partitions");

    private final Path from;
    private final Path watched;

    private DroppedFiles(Path from, Path watched) {
        this.from = from;
        this.watched = watched;
    }

    /** Makes an empty directory to watch beside the files. */
    public static DroppedFiles of(Arguments arguments) throws IOException {
        Path from = Path.of(arguments.text("from")).toAbsolutePath();
        return new DroppedFiles(from, Files.createTempDirectory(from.getParent(), "watched-"));
    }

    /** Returns the directory to watch. */
    public Path watched() {
        return watched;
    }

    /** Moves the files in; returns when that began, in microseconds since the epoch. */
    public long drop() throws IOException {
        long begun = EpochMicros.now();
        for (Path file : files(from)) {
            Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));
            Files.move(file, watched.resolve(file.getFileName()));
        }
        return begun;
    }

    /** Lists the files that are in. */
    public List<Path> files() throws IOException {
        return files(watched);
    }

    @Override
    public void close() {
        try {
            for (Path file : files(watched)) {
                Files.move(file, from.resolve(file.getFileName()));
            }
            Files.delete(watched);
        } catch (IOException e) {
            throw new UncheckedIOException("could not move files back from " + watched, e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}

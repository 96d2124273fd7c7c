// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.file;

import dev.shaduf.spi.CheckpointStore.SegmentInfo;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds segments among the files of a directory. The file of a segment carries the epoch of its writer after a tilde, so that
 * a process that was replaced never touches a file of its successor, whatever it was about to do.
 *
 * @param root the directory
 */
record SegmentNames(Path root) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.=-]+(/[A-Za-z0-9_.=-]+)*");
    private static final Pattern FILE = Pattern.compile("(.+)~(\\d{1,18})");

    /**
     * A file of a segment.
     *
     * @param epoch under which it was written
     * @param path the file
     */
    record Version(long epoch, Path path) {}

    Path file(String name, long epoch) {
        check(name);
        return root.resolve(name + "~" + epoch);
    }

    /** Lists the files of a segment; more than one where a replaced process wrote, too. */
    List<Version> versions(String name) throws IOException {
        check(name);
        Path path = root.resolve(name);
        List<Version> versions = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Paths.parent(path))) {
            for (Path file : files) {
                Matcher matcher = FILE.matcher(String.valueOf(file.getFileName()));
                if (matcher.matches() && path.endsWith(matcher.group(1))) {
                    versions.add(new Version(Long.parseLong(matcher.group(2)), file));
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return versions;
    }

    /** Lists the segments whose names begin with a prefix, in order. */
    List<SegmentInfo> list(String prefix) throws IOException {
        Path start = root.resolve(prefix.substring(0, prefix.lastIndexOf('/') + 1));
        Map<String, Version> newest = new TreeMap<>();
        if (Files.isDirectory(start)) {
            Files.walkFileTree(start, new Meeting(file -> add(file, prefix, newest)));
        }
        List<SegmentInfo> segments = new ArrayList<>();
        for (Map.Entry<String, Version> entry : newest.entrySet()) {
            long length = length(entry.getValue().path());
            if (length >= 0) {
                segments.add(new SegmentInfo(entry.getKey(), length));
            }
        }
        return segments;
    }

    private void add(Path file, String prefix, Map<String, Version> newest) {
        String relative =
                root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
        Matcher matcher = FILE.matcher(relative);
        if (matcher.matches() && matcher.group(1).startsWith(prefix)) {
            Version version = new Version(Long.parseLong(matcher.group(2)), file);
            newest.merge(matcher.group(1), version, (a, b) -> a.epoch() > b.epoch() ? a : b);
        }
    }

    /** Meets every file; one that is deleted meanwhile is none. */
    private static final class Meeting extends PassingWalk {
        private final Consumer<Path> files;

        Meeting(Consumer<Path> files) {
            this.files = files;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.accept(file);
            return FileVisitResult.CONTINUE;
        }
    }

    private static long length(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return -1;
        }
    }

    private static void check(String name) {
        if (!NAME.matcher(name).matches() || List.of(name.split("/")).contains("..")) {
            throw new IllegalArgumentException("'" + name
                    + "' is not the name of a segment: it is made of letters, digits, '-', '_', '.' and '=', with '/'"
                    + " between its parts");
        }
    }
}

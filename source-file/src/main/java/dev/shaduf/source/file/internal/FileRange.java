// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import dev.shaduf.spi.SourceRange;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The files of one batch.
 *
 * @param files the files, in the order in which they are read
 * @param splitBytes how much one partition reads, about; fixed here, so that a replay has the same partitions
 */
public record FileRange(List<TakenFile> files, long splitBytes) implements SourceRange {
    private static final int NAMED = 10;

    public FileRange {
        files = List.copyOf(files);
    }

    @Override
    public long records() {
        return -1;
    }

    /** Returns the length of all files together. */
    @Override
    public long bytes() {
        return files.stream().mapToLong(TakenFile::length).sum();
    }

    @Override
    public String describe() {
        String named = files.stream()
                .limit(NAMED)
                .map(file -> Location.readable(file.path()))
                .collect(Collectors.joining(", "));
        String more = files.size() > NAMED ? " and " + (files.size() - NAMED) + " more" : "";
        return files.size() + (files.size() == 1 ? " file, " : " files, ") + bytes() + " bytes: " + named + more;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** What one sorting shuffle holds of the engine's memory and disk, until its scope ends. Safe for use by many threads. */
final class SortSpace implements AutoCloseable {
    private final SortMemory memory;
    private final SpillDirectory directory;
    private final Set<Path> files = new HashSet<>();
    private long taken;
    private boolean closed;

    SortSpace(SortMemory memory, SpillDirectory directory) {
        this.memory = memory;
        this.directory = directory;
    }

    synchronized boolean take(long bytes) {
        boolean fits = !closed && memory.take(bytes);
        if (fits) {
            taken += bytes;
        }
        return fits;
    }

    synchronized void giveBack(long bytes) {
        if (!closed) {
            taken -= bytes;
            memory.giveBack(bytes);
        }
    }

    boolean scarce() {
        return memory.scarce();
    }

    synchronized Path newFile() throws IOException {
        if (closed) {
            throw new IllegalStateException("the sort is over");
        }
        Path file = directory.newFile("run");
        files.add(file);
        return file;
    }

    synchronized void delete(Path file) {
        if (files.remove(file)) {
            SpillDirectory.delete(file);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        memory.giveBack(taken);
        taken = 0;
        files.forEach(SpillDirectory::delete);
        files.clear();
    }
}

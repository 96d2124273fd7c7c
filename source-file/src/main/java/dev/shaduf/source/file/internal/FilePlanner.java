// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import dev.shaduf.spi.FileEntry;
import dev.shaduf.spi.FileStore;
import dev.shaduf.spi.ReadLimit;
import dev.shaduf.spi.SourceContext;
import dev.shaduf.spi.SourcePlanner;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Cuts batches of files from what the watcher found. Remembers what was taken. */
public final class FilePlanner implements SourcePlanner<FileRange> {
    private static final long SMALLEST_SPLIT = 1 << 20;
    private static final int SPLITS_PER_PROCESSOR = 2;
    private static final int NAMED = 1_000;
    private static final long PATIENCE_MILLIS = 5_000;

    private final WatchSettings settings;
    private final FileStore store;
    private final SourceContext context;
    private final TakenFiles taken = new TakenFiles(new SecureRandom().nextLong());
    private final CleanUps cleanUps;
    private final Watcher watcher;
    private List<TakenFile> last = List.of();
    private boolean closed;

    private FilePlanner(WatchSettings settings, FileStore store, SourceContext context) {
        this.settings = settings;
        this.store = store;
        this.context = context;
        this.cleanUps = new CleanUps(settings, store, taken, context);
        this.watcher = new Watcher(settings, store, taken, context, cleanUps);
    }

    /**
     * Opens a planner.
     *
     * @throws IOException if the directory cannot be listed
     */
    public static FilePlanner open(WatchSettings settings, SourceContext context) throws IOException {
        URI directory = URI.create(settings.location().directory());
        FileStore store = FileStore.of(directory);
        Optional<FileEntry> found = store.find(directory);
        if (found.isEmpty() || !found.get().directory()) {
            String what = found.isEmpty() ? "does not exist; create it before the start" : "is no directory";
            throw new IOException("source 'file': '" + Location.readable(directory.toString()) + "' " + what);
        }
        Watched.open(settings.location().directory(), cleans(settings));
        FilePlanner planner = new FilePlanner(settings, store, context);
        try {
            planner.watcher.begin();
        } catch (IOException e) {
            Watched.close(settings.location().directory(), cleans(settings));
            throw new IOException(
                    "source 'file': cannot list '" + settings.location().text() + "': " + e, e);
        } catch (RuntimeException e) {
            Watched.close(settings.location().directory(), cleans(settings));
            throw e;
        }
        planner.watcher.start();
        return planner;
    }

    @Override
    public void restore(FileRange range) {
        range.files().forEach(file -> take(file, false));
    }

    @Override
    public Optional<Serializable> memory() {
        return Optional.of(taken.memory());
    }

    @Override
    public void restore(Serializable memory, List<FileRange> since) {
        taken.restore((FileMemory) memory);
        since.forEach(this::restore);
    }

    @Override
    public Optional<FileRange> plan(ReadLimit limit) {
        List<TakenFile> files = next(Math.min(settings.maxBytes(), limit.bytes()));
        last = files;
        if (files.isEmpty()) {
            return Optional.empty();
        }
        FileRange range = new FileRange(files, 1);
        return Optional.of(new FileRange(files, splitBytes(range.bytes())));
    }

    @Override
    public Map<String, Object> metadata() {
        Map<String, Object> figures = new TreeMap<>();
        figures.put(
                "Files",
                last.stream()
                        .limit(NAMED)
                        .map(file -> Location.readable(file.path()))
                        .toList());
        figures.put("FilesNotNamed", Math.max(0, last.size() - NAMED));
        figures.put("PendingFiles", watcher.pending());
        figures.put("UnsettledFiles", watcher.unsettled());
        figures.put("RememberedFiles", taken.size());
        figures.put("FilesToCleanUp", cleanUps.size());
        figures.put("ListingMillis", watcher.listingMillis());
        return figures;
    }

    @Override
    public boolean canRead(FileRange range) throws IOException {
        for (TakenFile file : range.files()) {
            if (!file.isStillIn(store)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void committed(FileRange range) {
        PathHash hash = taken.hash();
        range.files().forEach(file -> taken.completed(hash.path(file.path())));
    }

    @Override
    public void released(FileRange range) {
        cleanUps.add(range.files());
    }

    @Override
    public void close() throws InterruptedException {
        if (closed) {
            return;
        }
        closed = true;
        Watched.close(settings.location().directory(), cleans(settings));
        if (watcher.stop(PATIENCE_MILLIS)) {
            cleanUps.run(true);
        } else {
            context.reportError("listing '" + settings.location().text() + "' does not end; its thread is left", null);
        }
    }

    /** Files are taken before the next listing can offer them again. */
    private List<TakenFile> next(long maxBytes) {
        List<TakenFile> files = new ArrayList<>();
        long bytes = 0;
        Deque<TakenFile> ready = watcher.ready();
        synchronized (ready) {
            for (TakenFile file = ready.peek();
                    file != null && files.size() < settings.maxFiles();
                    file = ready.peek()) {
                if (watcher.isNew(file)) {
                    if (!files.isEmpty() && bytes + file.length() > maxBytes) {
                        return files;
                    }
                    bytes += file.length();
                    files.add(file);
                    take(file, true);
                }
                ready.poll();
            }
        }
        return files;
    }

    private void take(TakenFile file, boolean inFlight) {
        PathHash hash = taken.hash();
        taken.take(hash.path(file.path()), hash.stamp(file.length(), file.modified()), inFlight);
    }

    private long splitBytes(long bytes) {
        long even = bytes / ((long) SPLITS_PER_PROCESSOR * Runtime.getRuntime().availableProcessors());
        long smallest = Math.min(SMALLEST_SPLIT, settings.splitBytes());
        return Math.max(smallest, Math.min(settings.splitBytes(), even));
    }

    private static boolean cleans(WatchSettings settings) {
        return settings.cleanUp() != WatchSettings.CleanUp.NONE;
    }
}

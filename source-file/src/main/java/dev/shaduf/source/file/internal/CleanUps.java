// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import dev.shaduf.spi.FileStore;
import dev.shaduf.spi.SourceContext;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files of complete batches that wait to be archived or deleted. That is done between listings, off the path of batches; when
 * too many wait, who adds more has to do it. Safe for use by many threads.
 */
final class CleanUps {
    private static final int CAPACITY = 100_000;
    private static final int NAMES_TRIED = 1_000;

    private final WatchSettings settings;
    private final FileStore store;
    private final SourceContext context;
    private final Deque<TakenFile> waiting = new ArrayDeque<>();

    CleanUps(WatchSettings settings, FileStore store, SourceContext context) {
        this.settings = settings;
        this.store = store;
        this.context = context;
    }

    void add(List<TakenFile> files) {
        if (settings.cleanUp() == WatchSettings.CleanUp.NONE) {
            return;
        }
        synchronized (waiting) {
            waiting.addAll(files);
            if (waiting.size() <= CAPACITY) {
                return;
            }
        }
        run();
    }

    int size() {
        synchronized (waiting) {
            return waiting.size();
        }
    }

    /** Cleans up what waits; ends early, with the rest still waiting, when the thread is interrupted. */
    synchronized void run() {
        TakenFile next = first();
        while (next != null && !Thread.currentThread().isInterrupted()) {
            try {
                clean(next);
            } catch (IOException | RuntimeException | Error e) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                context.count("clean-up-errors", 1);
                context.reportError(
                        "could not " + verb() + " file '" + Location.readable(next.path()) + "'; it stays", e);
            }
            synchronized (waiting) {
                waiting.pollFirst();
            }
            next = first();
        }
    }

    private @Nullable TakenFile first() {
        synchronized (waiting) {
            return waiting.peekFirst();
        }
    }

    /** Touches a file only if it is the one that was read: what is there under its name since then is left alone. */
    private void clean(TakenFile file) throws IOException {
        if (!file.isStillIn(store)) {
            return;
        }
        URI path = URI.create(file.path());
        if (settings.cleanUp() == WatchSettings.CleanUp.DELETE) {
            store.delete(path);
        } else {
            archive(path, file);
        }
    }

    private void archive(URI path, TakenFile file) throws IOException {
        Location target = settings.archive();
        if (target == null) {
            throw new IOException("no archive is set");
        }
        String inside = file.path().substring(settings.location().directory().length());
        String wanted = target.directory() + (inside.startsWith("/") ? "" : "/") + inside;
        for (int i = 0; i < NAMES_TRIED; i++) {
            if (store.publish(path, URI.create(i == 0 ? wanted : wanted + "." + i))) {
                return;
            }
        }
        throw new IOException("'" + Location.readable(wanted) + "' and " + NAMES_TRIED + " names like it are taken");
    }

    private String verb() {
        return settings.cleanUp() == WatchSettings.CleanUp.DELETE ? "delete" : "archive";
    }
}

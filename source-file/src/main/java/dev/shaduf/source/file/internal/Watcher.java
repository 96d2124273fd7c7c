// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import dev.shaduf.spi.FileStore;
import dev.shaduf.spi.SourceContext;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists again and again, on a thread of its own, and keeps what is new for the planner. Listing takes a tenth of the time at
 * most: after a long one the next comes later.
 */
final class Watcher {
    private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);
    private static final int CANDIDATES = 100_000;
    /** Every so many listings look at known files, too, whether they were written again. */
    private static final int THOROUGH = 30;

    private static final int DUTY = 9;
    private static final long REPORT_AGAIN = 60;
    private static final long STEP_MILLIS = 50;

    private final WatchSettings settings;
    private final FileStore store;
    private final TakenFiles taken;
    private final SourceContext context;
    private final CleanUps cleanUps;
    private final Selection selection;
    private final Deque<TakenFile> ready = new ArrayDeque<>();
    private long listings;
    private long failures;
    private boolean circleReported;
    private volatile long listingMillis;
    private volatile long pending;
    private volatile int unsettled;
    private @Nullable Thread thread;
    private volatile boolean stopped;

    Watcher(WatchSettings settings, FileStore store, TakenFiles taken, SourceContext context, CleanUps cleanUps) {
        this.settings = settings;
        this.store = store;
        this.taken = taken;
        this.context = context;
        this.cleanUps = cleanUps;
        this.selection = new Selection(settings);
    }

    /** Looks once at what is there, and passes over it where only new files are wanted. */
    void begin() throws IOException {
        taken.begin();
        walk(true, (file, known) -> {
            if (settings.newFilesOnly()) {
                remember(file);
            }
        });
    }

    void start() {
        Thread started = new Thread(this::run, context.threadName("listing"));
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    /** Ends the thread; false if it does not end soon. */
    boolean stop(long millis) throws InterruptedException {
        Thread running = thread;
        if (running == null) {
            return true;
        }
        stopped = true;
        running.interrupt();
        running.join(millis);
        return !running.isAlive();
    }

    /** The files found new and not planned yet, the oldest first; to be used while holding its lock. */
    Deque<TakenFile> ready() {
        return ready;
    }

    long pending() {
        return pending;
    }

    int unsettled() {
        return unsettled;
    }

    long listingMillis() {
        return listingMillis;
    }

    /** Until stopped, whatever a store or a function of the user throws, or leaves behind on this thread. */
    private void run() {
        while (!stopped) {
            try {
                long start = context.clock().nanoTime();
                list();
                listingMillis = (context.clock().nanoTime() - start) / 1_000_000;
                cleanUps.run();
                long pause = Math.max(settings.listInterval().milliseconds(), DUTY * listingMillis);
                sleep(context.clock().currentTimeMillis() + pause);
            } catch (InterruptedException e) {
                LOG.debug(
                        "the listing of '{}' was interrupted",
                        settings.location().text());
            }
        }
    }

    /** In short steps: a clock that is set back does not stop the listing for long. */
    private void sleep(long until) throws InterruptedException {
        long latest = until;
        for (long now = context.clock().currentTimeMillis();
                now < latest;
                now = context.clock().currentTimeMillis()) {
            context.clock().waitUntil(Math.min(latest, now + STEP_MILLIS));
            latest = Math.min(latest, context.clock().currentTimeMillis() + (until - now));
        }
    }

    private void list() {
        Candidates candidates = new Candidates(Math.max(CANDIDATES, settings.maxFiles()));
        int[] young = new int[1];
        boolean thorough = settings.takeChanged() || listings++ % THOROUGH == THOROUGH - 1;
        taken.begin();
        try {
            walk(thorough, (file, known) -> {
                switch (known) {
                    case TAKEN -> {}
                    case CHANGED -> changed(file, candidates);
                    case NEW -> {
                        if (settled(file)) {
                            candidates.offer(file);
                        } else {
                            young[0]++;
                        }
                    }
                }
            });
            taken.end();
            failures = 0;
        } catch (IOException | RuntimeException | Error e) {
            if (!stopped) {
                failed(e);
            }
        }
        unsettled = young[0];
        offer(candidates);
    }

    private void walk(boolean thorough, Walk.Visitor visitor) throws IOException {
        Walk walk = new Walk(store, selection, taken, thorough, visitor);
        walk.run(settings.location().directory());
        String circle = walk.circle();
        if (circle != null && !circleReported) {
            circleReported = true;
            context.count("link-circles", 1);
            context.reportError(
                    "directory '" + Location.readable(circle)
                            + "' is not entered: a link leads from it back to a directory that it is in",
                    null);
        }
    }

    private void offer(Candidates candidates) {
        synchronized (ready) {
            ready.clear();
            ready.addAll(candidates.oldestFirst());
            pending = candidates.found();
        }
    }

    private boolean settled(TakenFile file) {
        long age = context.clock().currentTimeMillis() - file.modified();
        // A time far ahead is not of a file that is being written, but of another clock.
        return Math.abs(age) >= settings.settle().milliseconds();
    }

    private void changed(TakenFile file, Candidates candidates) {
        if (settings.takeChanged()) {
            if (settled(file)) {
                candidates.offer(file);
            }
            return;
        }
        PathHash hash = taken.hash();
        taken.accept(hash.path(file.path()), hash.stamp(file.length(), file.modified()));
        context.count("files-changed", 1);
        context.reportError(
                "file '" + Location.readable(file.path())
                        + "' was taken and has been written since; it is not read again."
                        + " Give new content a new name, or set 'changed.files' to take",
                null);
    }

    private void remember(TakenFile file) {
        PathHash hash = taken.hash();
        taken.take(hash.path(file.path()), hash.stamp(file.length(), file.modified()), false);
    }

    private void failed(Throwable e) {
        context.count("listing-errors", 1);
        if (failures++ % REPORT_AGAIN == 0) {
            context.reportError(
                    "could not list '" + settings.location().text() + "'; nothing new is taken until that works", e);
        }
    }
}

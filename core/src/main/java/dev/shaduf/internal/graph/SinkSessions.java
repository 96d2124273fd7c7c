// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open sessions of sinks in this JVM, one per stream and output, shared by its tasks. A later run of the stream, which has a
 * higher epoch, has sessions of its own; where nobody tells that the earlier one has ended, its first task closes those of that.
 * Safe for use by many threads.
 */
final class SinkSessions {
    private static final Logger LOG = LoggerFactory.getLogger(SinkSessions.class);
    private static final Map<Key, Slot> SLOTS = new ConcurrentHashMap<>();

    private record Key(UUID stream, String uid, long epoch) {
        boolean replaces(Key other) {
            return stream.equals(other.stream) && uid.equals(other.uid) && epoch > other.epoch;
        }
    }

    private SinkSessions() {}

    /** Returns the session of a target, opened at the first call. */
    static <T> SinkSession<T> session(SinkTarget<T> target) throws Exception {
        return session(target, new SinkContext(target.stream(), target.uid(), target.epoch(), Clock.system()));
    }

    /** Returns the session of a target, opened with a context at the first call. */
    @SuppressWarnings("unchecked") // a session for records of a wider type takes narrower ones
    static <T> SinkSession<T> session(SinkTarget<T> target, SinkContext context) throws Exception {
        Key key = new Key(target.stream(), target.uid(), target.epoch());
        Slot slot = SLOTS.get(key);
        if (slot == null) {
            slot = SLOTS.computeIfAbsent(key, unknown -> new Slot());
            close(key::replaces);
        }
        return (SinkSession<T>) slot.open(target, context);
    }

    /** Closes the sessions of a stream. What fails is logged. */
    static void close(UUID stream) {
        close(key -> key.stream().equals(stream));
    }

    private static void close(Predicate<Key> which) {
        for (Key key : SLOTS.keySet()) {
            Slot slot = which.test(key) ? SLOTS.remove(key) : null;
            if (slot != null) {
                slot.close(key);
            }
        }
    }

    /** Makes the threads that want one session wait for each other, and no others. */
    private static final class Slot {
        private @Nullable SinkSession<?> session;

        synchronized SinkSession<?> open(SinkTarget<?> target, SinkContext context) throws Exception {
            SinkSession<?> known = session;
            if (known == null) {
                known = target.sink().open(context);
                session = known;
            }
            return known;
        }

        synchronized void close(Key key) {
            SinkSession<?> known = session;
            session = null;
            if (known == null) {
                return;
            }
            try {
                known.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Throwable e) {
                LOG.warn("The sink of output '{}' could not be closed", key.uid(), e);
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.Stage;
import dev.shaduf.function.Tuple2;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Pairs sorted in several places, read as one; of equal keys those of the first place come first. */
final class Merge {
    private static final int LARGEST_BUFFER = 64 << 10;
    private static final int SMALLEST_BUFFER = 4 << 10;
    private static final int ALL_BUFFERS = 4 << 20;

    private final Comparator<Object> ordering;
    private final Origin origin;
    private final List<Opener> places = new ArrayList<>();

    /** Opens one of the places. */
    @FunctionalInterface
    private interface Opener {
        Place open(int number, int buffer) throws IOException;
    }

    Merge(Comparator<Object> ordering, Origin origin) {
        this.ordering = ordering;
        this.origin = origin;
    }

    /** Adds the section that a run has for a partition. */
    void add(SortedRun run, int partition) {
        PairFormat format = new PairFormat(origin);
        places.add(
                (number, buffer) -> new InFile(number, run.open(partition, buffer), run.counts()[partition], format));
    }

    /** Adds sorted pairs in memory. */
    void add(Object[] pairs) {
        places.add((number, buffer) -> new InMemory(number, pairs));
    }

    /** Opens all places at once. */
    Input read() throws Exception {
        int buffer = Math.max(SMALLEST_BUFFER, Math.min(LARGEST_BUFFER, ALL_BUFFERS / places.size()));
        Reading reading = new Reading(ordering, origin);
        try {
            for (Opener opener : places) {
                reading.open(opener.open(reading.opened.size(), buffer));
            }
        } catch (Throwable thrown) {
            reading.close();
            throw thrown;
        }
        return reading;
    }

    private static final class Reading implements Input {
        private final List<Place> opened = new ArrayList<>();
        private final PriorityQueue<Place> least;
        private final Origin origin;

        Reading(Comparator<Object> ordering, Origin origin) {
            this.least = new PriorityQueue<>(
                    Comparator.comparing(Place::key, ordering).thenComparingInt(Place::number));
            this.origin = origin;
        }

        void open(Place place) throws Exception {
            opened.add(place);
            if (place.next()) {
                least.add(place);
            }
        }

        @Override
        public boolean advance(Stage into, int max) throws Exception {
            for (int i = 0; i < max && !least.isEmpty(); i++) {
                into.push(take());
            }
            return !least.isEmpty();
        }

        @Override
        public void close() throws IOException {
            for (Place place : opened) {
                place.close();
            }
        }

        private Object take() throws Exception {
            Place place = least.remove();
            Object pair = place.pair();
            if (place.next()) {
                try {
                    least.add(place);
                    // checkstyle: allow CatchThrowable, because an order may throw errors too
                } catch (Throwable thrown) {
                    throw OperatorException.by(origin, thrown);
                }
            }
            return pair;
        }
    }

    /** A place, and its next pair. */
    private abstract static class Place {
        private final int number;
        private @Nullable Object pair;

        Place(int number) {
            this.number = number;
        }

        final int number() {
            return number;
        }

        @SuppressWarnings("NullAway") // Asked for after next() has found one.
        final Object pair() {
            return pair;
        }

        @SuppressWarnings("NullAway") // A key may be null where the user's is; the order decides.
        final Object key() {
            return ((Tuple2<?, ?>) pair())._1();
        }

        final boolean next() throws Exception {
            pair = read();
            return pair != null;
        }

        /** Returns the next pair, or null at the end. */
        abstract @Nullable Object read() throws Exception;

        abstract void close() throws IOException;
    }

    private static final class InFile extends Place {
        private final DataInputStream in;
        private final PairFormat format;
        private int left;

        InFile(int number, DataInputStream in, int count, PairFormat format) {
            super(number);
            this.in = in;
            this.left = count;
            this.format = format;
        }

        @Override
        @Nullable
        Object read() throws Exception {
            return left-- > 0 ? format.read(in) : null;
        }

        @Override
        void close() throws IOException {
            in.close();
        }
    }

    private static final class InMemory extends Place {
        private final Object[] pairs;
        private int at;

        InMemory(int number, Object[] pairs) {
            super(number);
            this.pairs = pairs;
        }

        @Override
        @Nullable
        Object read() {
            return at < pairs.length ? pairs[at++] : null;
        }

        @Override
        void close() {}
    }
}

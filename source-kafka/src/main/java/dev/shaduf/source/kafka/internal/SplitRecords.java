// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import dev.shaduf.function.Function0;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;

/**
 * The records of a split, read piece by piece. Nothing is open between two pieces, because nobody says when an iterator is
 * no longer wanted.
 *
 * @param <T> the type of the records
 */
public final class SplitRecords<T> implements Iterator<T> {
    private static final int PIECE = 20_000;

    private final Plan plan;
    private final boolean reject;
    private final Function0<RecordFactory<T>> factories;
    private final Queue<T> piece = new ArrayDeque<>();
    private KafkaSplit rest;
    private boolean more = true;

    /** Begins at the first record. */
    public SplitRecords(Plan plan, KafkaSplit split, boolean reject, Function0<RecordFactory<T>> factories) {
        this.plan = plan;
        this.rest = split;
        this.reject = reject;
        this.factories = factories;
    }

    @Override
    public boolean hasNext() {
        while (piece.isEmpty() && more) {
            fill();
        }
        return !piece.isEmpty();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return piece.remove();
    }

    private void fill() {
        try (KafkaReader<T> reader = KafkaReader.open(plan, rest, reject, factories)) {
            more = reader.read(piece::add, PIECE);
            rest = rest.from(reader.position());
        } catch (RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("reading " + rest + " was interrupted", e);
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}

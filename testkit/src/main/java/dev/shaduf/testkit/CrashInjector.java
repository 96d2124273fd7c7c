// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import dev.shaduf.spi.BatchProbe;
import dev.shaduf.spi.BatchStep;
import dev.shaduf.time.BatchId;
import java.util.EnumMap;
import java.util.Map;

/**
 * Ends a program at an exact step in the life of a batch, to see that it loses and doubles nothing when it is started again.
 * Given to {@link dev.shaduf.StreamingContextBuilder#probe}.
 *
 * <p>{@link #halting} ends the JVM at once, as {@code kill -9} does; for a program in a process of its own. {@link #throwing}
 * stays in the JVM: from the step on, every thread of the context that comes to any step gets a {@link
 * SimulatedCrashException}, so that the context has no more effects outside, and fails. What it held locked, such as its
 * checkpoint directory, may be held for a while longer: start again on a copy, made by {@link #onCrash}.
 *
 * <pre>{@code
 * CrashInjector crash = CrashInjector.throwing().at(BatchStep.COMMITTED, 3).onCrash(() -> copy(directory, another));
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class CrashInjector implements BatchProbe {
    /** The exit status of a halted JVM: the one of a process that was killed. */
    public static final int EXIT_STATUS = 137;

    private final boolean halts;
    private final Map<BatchStep, Integer> reached = new EnumMap<>(BatchStep.class);
    private BatchStep step = BatchStep.PLANNING;
    private int occurrence;
    private Runnable onCrash = () -> {};
    private boolean crashed;

    private CrashInjector(boolean halts) {
        this.halts = halts;
    }

    /**
     * Makes an injector that ends the JVM.
     *
     * @return the injector, to be told {@link #at which step}
     */
    public static CrashInjector halting() {
        return new CrashInjector(true);
    }

    /**
     * Makes an injector that ends the context and nothing else.
     *
     * @return the injector, to be told {@link #at which step}
     */
    public static CrashInjector throwing() {
        return new CrashInjector(false);
    }

    /**
     * Chooses where to crash.
     *
     * @param where the step
     * @param time the how manyeth time that it is reached, from 1
     * @return this injector
     */
    public synchronized CrashInjector at(BatchStep where, int time) {
        step = where;
        occurrence = time;
        return this;
    }

    /**
     * Has something be done at the moment of the crash, while the thread that crashes is held at its step.
     *
     * @param action what to do
     * @return this injector
     */
    public synchronized CrashInjector onCrash(Runnable action) {
        onCrash = action;
        return this;
    }

    /**
     * Tells whether the crash has happened.
     *
     * @return whether the step was reached as often as asked for
     */
    public synchronized boolean crashed() {
        return crashed;
    }

    @Override
    public synchronized void at(BatchStep where, BatchId batch) {
        if (!crashed && where == step && reached.merge(where, 1, Integer::sum) == occurrence) {
            crashed = true;
            if (halts) {
                Runtime.getRuntime().halt(EXIT_STATUS);
            }
            onCrash.run();
        }
        if (crashed) {
            throw new SimulatedCrashException("crashed at " + step + ", at " + where + " of batch " + batch);
        }
    }
}

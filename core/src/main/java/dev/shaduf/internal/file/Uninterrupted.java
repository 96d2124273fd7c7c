// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.file;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/**
 * Work on a channel, which an interrupt closes. The work is begun again then, and the interrupt is left to whoever looks for
 * it later: how long the disk takes is nobody's to cut short.
 */
final class Uninterrupted {
    /** What is done, as often as it takes. */
    interface Work {
        void run() throws IOException;
    }

    private Uninterrupted() {}

    static void run(Work work) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (!done(work)) {
                interrupted = true;
                Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean done(Work work) throws IOException {
        try {
            work.run();
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
        }
    }
}

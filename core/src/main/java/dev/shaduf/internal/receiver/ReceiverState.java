// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

/** The states of a receiver; each knows what is done in it and answers with the next one. */
enum ReceiverState {
    /** Not begun yet. */
    INITIAL {
        @Override
        ReceiverState run(ReceiverLife life) {
            return STARTING;
        }
    },
    /** In {@code onStart}. */
    STARTING {
        @Override
        ReceiverState run(ReceiverLife life) throws InterruptedException {
            return life.starting();
        }
    },
    /** {@code onStart} has returned. */
    STARTED {
        @Override
        ReceiverState run(ReceiverLife life) throws InterruptedException {
            return life.started();
        }
    },
    /** Ends one attempt, then waits for the next. */
    RESTARTING {
        @Override
        ReceiverState run(ReceiverLife life) throws InterruptedException {
            return life.restarting();
        }
    },
    /** Ends the last attempt. */
    STOPPING {
        @Override
        ReceiverState run(ReceiverLife life) throws InterruptedException {
            return life.stopping();
        }
    },
    /** Over. */
    STOPPED {
        @Override
        ReceiverState run(ReceiverLife life) {
            return STOPPED;
        }
    };

    abstract ReceiverState run(ReceiverLife life) throws InterruptedException;
}

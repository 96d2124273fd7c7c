// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.Origin;

/** Where a graph stands in its life: it is built, then it runs, then it has stopped. */
enum Phase {
    BUILDING {
        @Override
        void requireOpen(Origin addition) {}

        @Override
        Phase start() {
            return RUNNING;
        }
    },
    RUNNING {
        @Override
        void requireOpen(Origin addition) {
            throw new IllegalStateException(
                    addition + " cannot be added after the context has started: declare all streams"
                            + " and outputs before start()");
        }

        @Override
        Phase start() {
            throw new IllegalStateException("the graph has been started already");
        }
    },
    STOPPED {
        @Override
        void requireOpen(Origin addition) {
            throw new IllegalStateException(
                    addition + " cannot be added after the context has stopped: make a new context");
        }

        @Override
        Phase start() {
            throw new IllegalStateException("the graph has stopped and cannot be started again: make a new context");
        }
    };

    /** Refuses what is added too late. */
    abstract void requireOpen(Origin addition);

    /** Returns what follows on a start. */
    abstract Phase start();
}

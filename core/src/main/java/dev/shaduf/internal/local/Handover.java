// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.Stage;
import org.jspecify.annotations.Nullable;

/**
 * An input of which one stage may take the beginning and another the rest, which an input need not allow by itself. It may
 * be asked, and closed, once too often.
 */
final class Handover implements Input {
    private final Input input;
    private final Relay relay = new Relay();
    private boolean more = true;
    private boolean closed;

    Handover(Input input) {
        this.input = input;
    }

    @Override
    public boolean advance(Stage into, int max) throws Exception {
        relay.target = into;
        more = more && input.advance(relay, max);
        return more;
    }

    @Override
    public void close() throws Exception {
        if (!closed) {
            closed = true;
            input.close();
        }
    }

    /** Stays the same for the input. */
    private static final class Relay extends Stage {
        private @Nullable Stage target;

        @Override
        @SuppressWarnings("NullAway") // Set before the input can push.
        public void push(Object record) throws Exception {
            target.push(record);
        }

        @Override
        public boolean satisfied() {
            return target != null && target.satisfied();
        }

        @Override
        public void finish() {}
    }
}

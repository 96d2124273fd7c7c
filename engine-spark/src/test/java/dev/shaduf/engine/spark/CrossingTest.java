// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import org.junit.jupiter.api.Test;

class CrossingTest {
    private static final Origin ORIGIN = new Origin("map", "Program.java:7");

    /** Can be written, but not read. */
    private static final class OneWay extends Exception {
        private static final long serialVersionUID = 1L;

        OneWay(String message) {
            super(message);
        }

        private void readObject(ObjectInputStream in) throws IOException {
            throw new InvalidObjectException("not from outside");
        }
    }

    /** Cannot be written. */
    private static final class Bound extends Exception {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("UnusedVariable") // It is there to be in the way.
        private final Object place = new Object();

        Bound(String message) {
            super(message);
        }
    }

    @Test
    void shouldLeaveAsItIsWhatCanBeReadBack() {
        OperatorException thrown = new OperatorException(ORIGIN, new IOException("no disk"));

        assertThatThrownBy(() -> Crossing.leave(thrown, 3)).isSameAs(thrown);
        assertThat(thrown.partition()).hasValue(3);
    }

    @Test
    void shouldTellOfAnExceptionThatCannotBeWritten() {
        assertTold(new Bound("no disk"));
    }

    @Test
    void shouldTellOfAnExceptionThatCannotBeReadBack() {
        assertTold(new OneWay("no disk"));
    }

    private static void assertTold(Exception thrown) {
        assertThatThrownBy(() -> Crossing.leave(new OperatorException(ORIGIN, thrown), 3))
                .asInstanceOf(type(OperatorException.class))
                .satisfies(told -> {
                    assertThat(told.origin()).isEqualTo(ORIGIN);
                    assertThat(told.partition()).hasValue(3);
                    assertThat(told.thrown())
                            .isInstanceOf(Crossing.Told.class)
                            .hasMessageContaining(thrown.getClass().getName() + ": no disk");
                });
    }
}

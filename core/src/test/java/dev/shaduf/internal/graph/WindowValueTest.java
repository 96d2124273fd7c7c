// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.engine.codec.Fixtures;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** The one class of the library that stands in states by its name: it can be read wherever it has moved. */
class WindowValueTest {
    private static final String FILE = "window-value-1.bin";

    @Test
    void shouldReadTheValueOfAWindowThatTheFirstVersionWrote() throws Exception {
        WindowValue value = new WindowValue(42L, 3);
        if (Fixtures.AS_NEW) {
            Fixtures.write(FILE, Codecs.standard().encode(value));
        }

        assertThat(Codecs.standard().decode(ByteBuffer.wrap(Fixtures.read(FILE))))
                .isEqualTo(value);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class PreviewTest {
    @Test
    void shouldShowTextThatIsCutInTheMiddleOfACharacter() {
        String text = "x" + "ö".repeat(1_000);

        assertThat(Preview.of(ByteBuffer.wrap(text.getBytes(UTF_8)))).isEqualTo("x" + "ö".repeat(499));
    }

    @Test
    void shouldShowDigitsOfWhatIsNoText() {
        assertThat(Preview.of(ByteBuffer.wrap(new byte[] {'a', (byte) 0xC3}))).isEqualTo("61c3");
    }
}

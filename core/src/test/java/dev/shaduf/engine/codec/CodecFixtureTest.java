// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the first version of the codecs wrote can be read for ever after. */
class CodecFixtureTest {
    private static final String FILE = "values-1.bin";

    @Test
    void shouldReadTheValuesThatTheFirstVersionWrote() throws Exception {
        List<Object> samples = Samples.all();
        if (Fixtures.AS_NEW) {
            Encoder out = Codecs.standard().encoder(64);
            samples.forEach(out::write);
            Fixtures.write(FILE, out.toBytes());
        }
        Decoder in = Codecs.standard().decoder(ByteBuffer.wrap(Fixtures.read(FILE)));

        int read = 0;
        while (in.hasRemaining()) {
            Object value = in.read();
            assertThat(Samples.equal(value, samples.get(read)))
                    .as("value %s: %s, now %s", read, value, samples.get(read))
                    .isTrue();
            read++;
        }
        assertThat(read).isEqualTo(samples.size());
    }
}

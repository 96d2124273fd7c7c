// SPDX-License-Identifier: Apache-2.0
package dev.shaduf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.config.StreamingConf;
import dev.shaduf.config.StreamingSettings;
import dev.shaduf.engine.StateOptions;
import dev.shaduf.spi.StateCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateFormsTest {
    private final StateForms forms = new StateForms();

    record LongCodec(int version) implements StateCodec<Long> {
        @Override
        public Class<Long> type() {
            return Long.class;
        }

        @Override
        public void write(Long value, DataOutput out) throws IOException {
            out.writeLong(value);
        }

        @Override
        public Long read(DataInput in, int written) throws IOException {
            return in.readLong();
        }
    }

    @Test
    void shouldCollectWhatAProgramSays() {
        LongCodec codec = new LongCodec(1);
        forms.codec(codec);
        forms.renamed("com.acme.Old", String.class);
        StreamingConf conf = new StreamingConf()
                .set(StreamingSettings.STATE_SERIALIZABLE_ALLOW.key(), "com.acme.**, com.other.Thing ,");

        assertThat(forms.options(conf))
                .isEqualTo(new StateOptions(
                        List.of(codec),
                        List.of("com.acme.**", "com.other.Thing"),
                        Map.of("com.acme.Old", String.class),
                        true));
    }

    @Test
    void shouldRefuseWhatContradictsItself() {
        forms.codec(new LongCodec(1));
        forms.renamed("com.acme.Old", String.class);

        assertThatThrownBy(() -> forms.codec(new LongCodec(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Long");
        assertThatThrownBy(() -> forms.renamed("com.acme.Old", Long.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.String");
        assertThatThrownBy(() -> new StateForms().codec(new LongCodec(0))).hasMessageContaining("begin at 1");
    }
}

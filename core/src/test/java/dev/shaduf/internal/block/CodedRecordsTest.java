// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.engine.StateOptions;
import dev.shaduf.engine.codec.CodecException;
import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.spi.StateCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CodedRecordsTest {
    record Click(String page, int millis) {}

    record ClickNow(String page, int millis, String referrer) {}

    static final class Raw {
        final int value;

        Raw(int value) {
            this.value = value;
        }
    }

    static final class RawCodec implements StateCodec<Raw> {
        private static final long serialVersionUID = 1L;

        @Override
        public Class<Raw> type() {
            return Raw.class;
        }

        @Override
        public void write(Raw raw, DataOutput out) throws IOException {
            out.writeInt(raw.value);
        }

        @Override
        public Raw read(DataInput in, int version) throws IOException {
            return new Raw(in.readInt());
        }
    }

    static final class Holder implements Serializable {
        private static final long serialVersionUID = 1L;
        final Object anything;

        Holder(Object anything) {
            this.anything = anything;
        }
    }

    static final class Surprise implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void shouldReadWhatAnEarlierProgramStored() {
        Codecs later =
                Codecs.of(new StateOptions(List.of(), List.of(), Map.of(Click.class.getName(), ClickNow.class), false));

        assertThat(read(later, write(Codecs.standard(), new Click("/", 7), new Click("/a", 8))))
                .containsExactly(new ClickNow("/", 7, null), new ClickNow("/a", 8, null));
    }

    @Test
    void shouldUseTheCodecsOfTheUser() {
        Codecs codecs = Codecs.of(new StateOptions(List.of(new RawCodec()), List.of(), Map.of(), false));

        assertThat(read(codecs, write(codecs, new Raw(3), "text", new Raw(4))))
                .extracting(record -> record instanceof Raw raw ? raw.value : record)
                .containsExactly(3, "text", 4);
    }

    @Test
    void shouldRefuseWhatTheFilterWouldRefuseWhenItIsRead() {
        assertThatThrownBy(() -> write(Codecs.standard(), new Holder(new Surprise())))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining(Surprise.class.getName());
    }

    private static List<ByteBuffer> write(Codecs codecs, Object... records) {
        List<Chunk> chunks = new ArrayList<>();
        for (Object record : records) {
            Chunk chunk = new Chunk(1);
            chunk.offer(record, 1);
            chunks.add(chunk);
        }
        return new CodedRecords(codecs).encode(chunks);
    }

    private static List<Object> read(Codecs codecs, List<ByteBuffer> parts) {
        List<Object> records = new ArrayList<>();
        parts.forEach(
                part -> new CodedRecords(codecs).decode(part.asReadOnlyBuffer()).forEachRemaining(records::add));
        return records;
    }
}

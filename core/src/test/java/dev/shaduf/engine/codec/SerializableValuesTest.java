// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.engine.StateOptions;
import java.awt.Point;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Values that only Java serialization can write: what was written can be read, and what cannot be read is refused before. */
class SerializableValuesTest {
    /** A list as functional programs build it. */
    static final class Chain implements Serializable {
        private static final long serialVersionUID = 1L;
        private final int length;
        private final Chain rest;

        private Chain(int length, Chain rest) {
            this.length = length;
            this.rest = rest;
        }

        static Chain of(int length) {
            Chain chain = null;
            for (int i = 1; i <= length; i++) {
                chain = new Chain(i, chain);
            }
            return chain;
        }
    }

    static final class Shared implements Serializable {
        private static final long serialVersionUID = 1L;
        private final ConcurrentHashMap<String, Long> counts = new ConcurrentHashMap<>(Map.of("a", 1L));
    }

    record Cell(int x) {}

    record Field(int x) {}

    @Test
    void shouldReadADeepValueThatItHasWritten() {
        Codecs codecs = Codecs.standard();

        byte[] bytes = codecs.encode(Chain.of(1_000));

        assertThat(((Chain) codecs.decode(ByteBuffer.wrap(bytes))).length).isEqualTo(1_000);
    }

    @Test
    void shouldRefuseToWriteAValueThatIsTooDeep() {
        assertThatThrownBy(() -> Codecs.standard().encode(Chain.of(1_000_000)))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Chain")
                .hasMessageContaining("deep");
    }

    @Test
    void shouldKeepAMapThatIgnoresCase() {
        TreeMap<String, Integer> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        map.put("a", 1);
        Codecs codecs = Codecs.standard();

        TreeMap<?, ?> read = (TreeMap<?, ?>) codecs.decode(ByteBuffer.wrap(codecs.encode(map)));

        assertThat(read.get("A")).isEqualTo(1);
    }

    @Test
    void shouldKeepTheTimesThatDatabasesGive() {
        Codecs codecs = Codecs.standard();
        Timestamp time = new Timestamp(1_700_000_000_000L);

        assertThat(codecs.decode(ByteBuffer.wrap(codecs.encode(time)))).isEqualTo(time);
    }

    @Test
    void shouldKeepAClassOfTheJdkThatTheProgramAllows() {
        Codecs codecs = Codecs.of(new StateOptions(List.of(), List.of("java.awt.Point"), Map.of(), false));
        Point point = new Point(1, 2);

        assertThatThrownBy(() -> Codecs.standard().encode(point)).hasMessageContaining("add java.awt.Point");
        assertThat(codecs.decode(ByteBuffer.wrap(codecs.encode(point)))).isEqualTo(point);
    }

    @Test
    void shouldKeepAMapThatManyThreadsShare() {
        Codecs codecs = Codecs.standard();

        Shared read = (Shared) codecs.decode(ByteBuffer.wrap(codecs.encode(new Shared())));

        assertThat(read.counts).containsEntry("a", 1L);
    }

    @Test
    void shouldReadArraysOfAClassUnderItsNewName() {
        byte[] bytes = Codecs.standard().encode(new Cell[][] {{new Cell(1)}, {}});

        assertThat((Field[][]) renaming(Cell.class, Field.class).decode(ByteBuffer.wrap(bytes)))
                .isDeepEqualTo(new Field[][] {{new Field(1)}, {}});
    }

    private static Codecs renaming(Class<?> old, Class<?> now) {
        return Codecs.of(new StateOptions(List.of(), List.of(), Map.of(old.getName(), now), false));
    }
}

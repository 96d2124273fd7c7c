// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.function.Tuple2;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodecsTest {
    private final Codecs codecs = Codecs.standard();

    static List<Object> values() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("values")
    void shouldReadBackWhatItWrote(Object value) {
        Object read = copy(value);

        assertThat(Samples.equal(read, value))
                .as("%s of %s came back as %s", value, value.getClass(), read)
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("values")
    void shouldReadValuesWithoutTheirClasses(Object value) {
        Encoder out = codecs.encoder(8);
        out.write(value);
        out.write("after");
        Decoder in = codecs.decoder(out.view());

        in.readPlain();
        assertThat(in.readPlain()).isEqualTo("after");
        assertThat(in.hasRemaining()).isFalse();
    }

    @Test
    void shouldReadManyValuesOfOneChunkInOrder() {
        Encoder out = codecs.encoder(8);
        List<Object> values = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            values.addAll(Samples.all());
        }
        values.forEach(out::write);
        Decoder in = codecs.decoder(ByteBuffer.wrap(out.toBytes()));

        for (Object value : values) {
            assertThat(Samples.equal(in.read(), value)).as("%s", value).isTrue();
        }
        assertThat(in.hasRemaining()).isFalse();
    }

    @Test
    void shouldNameAClassOnceInAChunk() {
        Encoder out = codecs.encoder(8);
        out.write(new Samples.Point(1, 2));
        int first = out.size();
        out.write(new Samples.Point(3, 4));

        assertThat(first).isGreaterThan(20);
        assertThat(out.size() - first).isEqualTo(3);
    }

    @Test
    void shouldKeepTheClassOfACollectionThatCanBeNamedAndWhatCannotBeChangedUnchangeable() {
        assertThat(copy(new ArrayList<>(List.of(1)))).isExactlyInstanceOf(ArrayList.class);
        assertThat(copy(new LinkedHashMap<>(Map.of(1, 2)))).isExactlyInstanceOf(LinkedHashMap.class);
        assertThat(copy(new HashMap<>())).isExactlyInstanceOf(HashMap.class);
        for (List<Integer> fixed :
                List.of(List.of(1, 2, 3), Collections.unmodifiableList(new ArrayList<>(List.of(1))))) {
            assertThatThrownBy(() -> list(copy(fixed)).add(4)).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void shouldKeepTheOrderOfASortedMap() {
        TreeMap<String, Integer> descending = new TreeMap<>(Comparator.reverseOrder());
        descending.putAll(Map.of("a", 1, "b", 2));

        TreeMap<String, Integer> read = (TreeMap<String, Integer>) copy(descending);

        assertThat(read.firstKey()).isEqualTo("b");
    }

    @Test
    void shouldShowARecordWithoutItsClass() {
        byte[] bytes = codecs.encode(new Samples.Order("o1", Samples.Level.HIGH, List.of(new Samples.Point(1, 2)), 7));

        assertThat(String.valueOf(codecs.decoder(ByteBuffer.wrap(bytes)).readPlain()))
                .isEqualTo(
                        "Samples$Order{id=o1, level=Samples$Level{name=HIGH}, points=[Samples$Point{x=1, y=2}], total=7}");
    }

    @Test
    void shouldRefuseWhatIsNeitherDataNorSerializable() {
        Object value = new Object() {};

        assertThatThrownBy(() -> codecs.encode(Optional.of(value)))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining(value.getClass().getName())
                .hasMessageContaining("StateCodec");
    }

    @Test
    void shouldRefuseCode() {
        Runnable lambda = (Runnable & Serializable) () -> {};

        assertThatThrownBy(() -> codecs.encode(lambda))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("lambda");
    }

    @Test
    void shouldRefuseAValueThatContainsItself() {
        List<Object> list = new ArrayList<>();
        list.add(list);

        assertThatThrownBy(() -> codecs.encode(list))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("contains itself");
    }

    @Test
    void shouldRefuseAnotherFormat() {
        byte[] bytes = codecs.encode("x");
        bytes[0] = 2;

        assertThatThrownBy(() -> codecs.decode(ByteBuffer.wrap(bytes)))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("format 2")
                .hasMessageContaining("newer version");
    }

    /** Whatever the bytes: a value or a {@code CodecException}, soon, and without taking memory that they do not pay for. */
    @Test
    void shouldEndDamagedChunksWithAnError() {
        long seed = System.nanoTime();
        System.out.println("CodecsTest: seed " + seed);
        Random random = new Random(seed);
        List<Object> samples = Samples.all();
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = codecs.encode(samples.get(random.nextInt(samples.size())));
            for (int flips = random.nextInt(3); flips >= 0; flips--) {
                bytes[1 + random.nextInt(bytes.length - 1)] ^= (byte) (1 << random.nextInt(8));
            }
            int length = 1 + random.nextInt(bytes.length);
            try {
                codecs.decode(ByteBuffer.wrap(bytes, 0, length));
                codecs.decoder(ByteBuffer.wrap(bytes, 0, length)).readPlain();
            } catch (CodecException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void shouldKnowWhatCannotBeChangedInPlace() {
        record Name(String first, int number) {}
        record Named(List<String> names) {}

        assertThat(List.of(
                        "a", 1L, 2.0, new BigDecimal("1"), Samples.Level.LOW, new Tuple2<>("a", 1), new Name("a", 1)))
                .allMatch(codecs::isImmutable);
        assertThat(List.of(new byte[1], List.of(1), new Tuple2<>("a", new long[1]), new Named(List.of())))
                .noneMatch(codecs::isImmutable);
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(@Nullable Object value) {
        return (List<Object>) value;
    }

    private @Nullable Object copy(Object value) {
        return codecs.decode(ByteBuffer.wrap(codecs.encode(value)));
    }
}

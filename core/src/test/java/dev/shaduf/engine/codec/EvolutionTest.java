// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.engine.StateOptions;
import dev.shaduf.spi.StateCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A program that has changed reads what it wrote before; the two forms of a class stand here under two names. */
class EvolutionTest {
    record Before(String id, long count, Dropped dropped, List<Integer> marks) {}

    record Dropped(String text) {}

    record After(List<Integer> marks, Optional<String> note, String id, String extra, int size, long count) {}

    @SuppressWarnings("ArrayRecordComponent") // What it is about.
    record Held(Dropped one, List<Dropped> some, Dropped[] others, int count) {}

    record Kept(String text) {}

    @SuppressWarnings("ArrayRecordComponent") // What it is about.
    record Holding(Kept one, List<Kept> some, Kept[] others, int count) {}

    record DroppedCodec() implements StateCodec<Dropped> {
        @Override
        public Class<Dropped> type() {
            return Dropped.class;
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Dropped value, DataOutput out) throws IOException {
            out.writeUTF(value.text);
        }

        @Override
        public Dropped read(DataInput in, int written) throws IOException {
            return new Dropped("by the codec: " + in.readUTF());
        }
    }

    record Retyped(String id, int count) {}

    record Regrown(String id, List<Long> marks) {}

    record Strict(String id, String needed) {
        Strict {
            Objects.requireNonNull(needed, "needed");
        }
    }

    record Hungry(String id, String needed) {
        Hungry {
            throw new OutOfMemoryError("Java heap space");
        }
    }

    enum Old {
        KEPT,
        GONE
    }

    enum New {
        ADDED,
        KEPT
    }

    static class Plain implements Serializable {
        private static final long serialVersionUID = 1L;
        private final Object anything;

        Plain(Object anything) {
            this.anything = anything;
        }
    }

    static class Surprise implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    static final class Sketch {
        final double error;
        final long count;

        Sketch(double error, long count) {
            this.error = error;
            this.count = count;
        }
    }

    record SketchCodec(int version, boolean fails) implements StateCodec<Sketch> {
        @Override
        public Class<Sketch> type() {
            return Sketch.class;
        }

        @Override
        public void write(Sketch sketch, DataOutput out) throws IOException {
            if (fails) {
                throw new IOException("no ink");
            }
            if (version > 1) {
                out.writeDouble(sketch.error);
            }
            out.writeLong(sketch.count);
        }

        @Override
        public Sketch read(DataInput in, int written) throws IOException {
            return new Sketch(written > 1 ? in.readDouble() : 0.01, in.readLong());
        }
    }

    private static final Before BEFORE = new Before("a", 7, new Dropped("x"), List.of(1, 2));

    @Test
    void shouldReadARecordThatHasGainedAndLostComponents() {
        assertThat(readAs(Before.class, After.class, BEFORE))
                .isEqualTo(new After(List.of(1, 2), Optional.empty(), "a", null, 0, 7));
    }

    @Test
    void shouldRefuseAComponentOfAnotherTypeByName() {
        assertThatThrownBy(() -> readAs(Before.class, Retyped.class, BEFORE))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Before")
                .hasMessageContaining("'count' of type long")
                .hasMessageContaining("type int");
        assertThatThrownBy(() -> readAs(Before.class, Regrown.class, BEFORE))
                .hasMessageContaining("'marks' of type java.util.List<java.lang.Integer>");
    }

    @Test
    void shouldSayWhenAConstructorRefusesWhatAnAddedComponentHas() {
        assertThatThrownBy(() -> readAs(Before.class, Strict.class, BEFORE))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Strict")
                .hasMessageContaining("needed");
    }

    @Test
    void shouldNotTakeAnErrorOfTheJvmForAConstructorThatRefuses() {
        assertThatThrownBy(() -> readAs(Before.class, Hungry.class, BEFORE)).isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void shouldReadComponentsWhoseClassHasAnotherNameNow() {
        Held held = new Held(new Dropped("a"), List.of(new Dropped("b")), new Dropped[] {new Dropped("c")}, 1);
        byte[] bytes = Codecs.standard().encode(held);

        Object read = Codecs.of(new StateOptions(
                        List.of(),
                        List.of(),
                        Map.of(Held.class.getName(), Holding.class, Dropped.class.getName(), Kept.class),
                        false))
                .decode(ByteBuffer.wrap(bytes));

        assertThat(read)
                .usingRecursiveComparison()
                .isEqualTo(new Holding(new Kept("a"), List.of(new Kept("b")), new Kept[] {new Kept("c")}, 1));
    }

    @Test
    void shouldReadARecordThatACodecWritesNow() {
        byte[] before = Codecs.standard().encode(new Dropped("x"));
        Codecs now = with(new DroppedCodec());

        byte[] after = now.encode(new Dropped("y"));

        assertThat(now.decode(ByteBuffer.wrap(before))).isEqualTo(new Dropped("x"));
        assertThat(now.encode(new Dropped("y"))).isEqualTo(after);
        assertThat(now.decode(ByteBuffer.wrap(after))).isEqualTo(new Dropped("by the codec: y"));
    }

    @Test
    void shouldReadConstantsByNameAndNameOneThatHasGone() {
        assertThat(readAs(Old.class, New.class, Old.KEPT)).isEqualTo(New.KEPT);
        assertThatThrownBy(() -> readAs(Old.class, New.class, Old.GONE))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("GONE")
                .hasMessageContaining("put it back");
    }

    @Test
    void shouldNameAClassThatIsNoLongerThere() {
        byte[] bytes = Codecs.standard().encode(new Dropped("x"));
        byte[] gone = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)
                .replace("$Dropped", "$Removed")
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> Codecs.standard().decode(ByteBuffer.wrap(gone)))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("EvolutionTest$Removed")
                .hasMessageContaining("stateRenamed");
        assertThat(String.valueOf(
                        Codecs.standard().decoder(ByteBuffer.wrap(gone)).readPlain()))
                .contains("$Removed{text=x}");
    }

    @Test
    void shouldLetACodecReadWhatItsEarlierVersionWrote() {
        byte[] bytes = with(new SketchCodec(1, false)).encode(List.of(new Sketch(0.5, 3), new Sketch(0.5, 4)));

        List<?> read = (List<?>) with(new SketchCodec(2, false)).decode(ByteBuffer.wrap(bytes));

        assertThat(((Sketch) read.get(1)).error).isEqualTo(0.01);
        assertThat(((Sketch) read.get(1)).count).isEqualTo(4);
    }

    @Test
    void shouldNameACodecThatThrowsAndOneThatIsMissing() {
        assertThatThrownBy(() -> with(new SketchCodec(1, true)).encode(new Sketch(0, 1)))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("SketchCodec")
                .hasMessageContaining("no ink");
        byte[] bytes = with(new SketchCodec(1, false)).encode(new Sketch(0, 1));
        assertThatThrownBy(() -> Codecs.standard().decode(ByteBuffer.wrap(bytes)))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Sketch")
                .hasMessageContaining("stateCodec");
    }

    @Test
    void shouldRefuseTwoCodecsForOneClass() {
        assertThatThrownBy(() -> with(new SketchCodec(1, false), new SketchCodec(2, false)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Sketch");
    }

    @Test
    void shouldRefuseASerializableThatIsNotDeclaredUnlessItIsAllowed() {
        Plain value = new Plain(new Surprise());

        assertThatThrownBy(() -> Codecs.standard().encode(value))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Surprise")
                .hasMessageContaining("shaduf.state.serializable.allow");
        Codecs allowing = Codecs.of(new StateOptions(List.of(), List.of("dev.shaduf.engine.codec.*"), Map.of(), false));
        Plain read = (Plain) allowing.decode(ByteBuffer.wrap(allowing.encode(value)));
        assertThat(Objects.requireNonNull(read).anything).isInstanceOf(Surprise.class);
        byte[] bytes = allowing.encode(value);
        assertThatThrownBy(() -> Codecs.standard().decode(ByteBuffer.wrap(bytes)))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Surprise");
        assertThat(Codecs.standard().decode(ByteBuffer.wrap(allowing.encode(new Plain(new ArrayList<>())))))
                .isInstanceOf(Plain.class);
    }

    private static Codecs with(StateCodec<?>... codecs) {
        return Codecs.of(new StateOptions(List.of(codecs), List.of(), Map.of(), false));
    }

    private static Object readAs(Class<?> before, Class<?> after, Object value) {
        byte[] bytes = Codecs.standard().encode(value);
        Map<String, Class<?>> renamed = new HashMap<>();
        renamed.put(before.getName(), after);
        return Codecs.of(new StateOptions(List.of(), List.of(), renamed, false)).decode(ByteBuffer.wrap(bytes));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.shaduf.dstream.PairDStream;
import dev.shaduf.dstream.StateSpec;
import dev.shaduf.function.Tuple2;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Durations;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys that cannot be keys, under every operator that needs one. */
@ExtendWith(NoThreadLeft.class)
class KeyFaultsTest {
    /** A class that somebody forgot to give {@code equals} and {@code hashCode}. */
    private static final class ByIdentity {}

    private static final class HashThrows {
        @Override
        public int hashCode() {
            throw new UnsupportedOperationException("no hash of the user");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof HashThrows;
        }
    }

    private static final class EqualsThrows {
        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            throw new UnsupportedOperationException("no equality of the user");
        }
    }

    private record Outer(String name, int[] parts) {}

    private enum Key {
        ARRAY(() -> new byte[] {1}, "a key of class byte[] hashes by identity", "use a string"),
        IDENTITY(ByIdentity::new, "KeyFaultsTest$ByIdentity hashes by identity", "its own equals and hashCode"),
        ARRAY_IN_RECORD(() -> new Outer("a", new int[] {1}), "a key of class int[] hashes by identity", "a list"),
        HASH_THROWS(HashThrows::new, "no hash of the user", "UnsupportedOperationException"),
        EQUALS_THROWS(EqualsThrows::new, "no equality of the user", "UnsupportedOperationException");

        private final java.util.function.Supplier<Object> maker;
        private final String[] told;

        Key(java.util.function.Supplier<Object> maker, String... told) {
            this.maker = maker;
            this.told = told;
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("programs")
    void shouldRefuseTheKeyWithOperatorAndLine(
            Key key, String operator, Function<PairDStream<Object, Integer>, PairDStream<Object, ?>> program)
            throws Exception {
        try (StreamHarness harness = StreamHarness.local(2)) {
            program.apply(harness.source(List.of(1, 2, 3)).mapToPair(x -> new Tuple2<>(key.maker.get(), x)))
                    .print();

            Throwable thrown = catchThrowable(() -> harness.runBatches(1));

            assertThat(Told.by(thrown)).contains(key.told).containsPattern(operator + " at KeyFaultsTest\\.java:\\d+");
            assertThat(harness.status().batches().failed()).isEqualTo(1);
        }
    }

    static Stream<Arguments> programs() {
        return Stream.of(Key.values())
                .flatMap(key -> Stream.of(
                        program(key, "reduceByKey", pairs -> pairs.reduceByKey(Integer::sum)),
                        program(key, "groupByKey", pairs -> pairs.groupByKey()),
                        program(key, "join", pairs -> pairs.join(pairs)),
                        program(
                                key,
                                "reduceByKeyAndWindow",
                                pairs -> pairs.reduceByKeyAndWindow(Integer::sum, Durations.seconds(2))),
                        program(key, "updateStateByKey", pairs -> pairs.updateStateByKey((values, state) -> state)),
                        program(
                                key,
                                "mapWithState",
                                pairs -> pairs.mapWithState(StateSpec.function((k, value, state) -> {
                                            state.update(1);
                                            return 1;
                                        }))
                                        .mapToPair(x -> new Tuple2<>(x, x)))));
    }

    private static Arguments program(
            Key key, String operator, Function<PairDStream<Object, Integer>, PairDStream<Object, ?>> program) {
        return Arguments.of(key, operator, program);
    }
}

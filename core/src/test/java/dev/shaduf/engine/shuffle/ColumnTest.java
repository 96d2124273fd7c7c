// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ColumnTest {
    private final Column column = new Column();

    static Stream<List<Object>> values() {
        return Stream.of(
                Arrays.asList(1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE),
                Arrays.asList(1L, -1L, Long.MIN_VALUE, Long.MAX_VALUE),
                Arrays.asList(0.5, -0.0, Double.NaN, Double.MIN_VALUE, Double.NEGATIVE_INFINITY),
                Arrays.asList(1, 1L, 1.0, "one"),
                Arrays.asList(1L, null, 2L),
                Arrays.asList(null, 1, 2),
                Arrays.asList((short) 1, 'c', true, 1f));
    }

    @ParameterizedTest
    @MethodSource("values")
    void shouldGiveBackEachValueAsItWasWithItsType(List<Object> values) {
        for (int i = 0; i < values.size(); i++) {
            column.add(i, values.get(i));
        }

        for (int i = 0; i < values.size(); i++) {
            assertThat(column.get(i)).isEqualTo(values.get(i));
        }
    }

    @Test
    void shouldHoldWhatAListHoldsWhateverIsAddedAndReplaced() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            Column mixed = new Column();
            List<Object> expected = new ArrayList<>();
            int strangers = random.nextInt(3);
            for (int i = 0; i < 200; i++) {
                Object value = random.nextInt(100) < strangers ? "text" : (Object) random.nextInt();
                if (expected.isEmpty() || random.nextBoolean()) {
                    mixed.add(expected.size(), value);
                    expected.add(value);
                } else {
                    int at = random.nextInt(expected.size());
                    mixed.set(at, value);
                    expected.set(at, value);
                }
            }
            for (int i = 0; i < expected.size(); i++) {
                assertThat(mixed.get(i)).as("seed %d", seed).isEqualTo(expected.get(i));
            }
        }
    }
}

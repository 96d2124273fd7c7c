// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.function.Tuple2;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

class SizeEstimatorTest {
    private final SizeEstimator sizes = new SizeEstimator();

    /** Not serializable, as records need not be. */
    private record Plain(String text) {}

    @Test
    void shouldEstimateTextAndBytesByTheirLength() {
        assertThat(sizes.of("x".repeat(1_000))).isBetween(1_000L, 1_100L);
        assertThat(sizes.of(new byte[5_000])).isBetween(5_000L, 5_100L);
    }

    @Test
    void shouldEstimateOtherRecordsBySomeThatAreSerialized() {
        long estimate = 0;
        for (int i = 0; i < 100; i++) {
            estimate = sizes.of(new Tuple2<>("k", "v".repeat(10_000)));
        }

        assertThat(estimate).isBetween(10_000L, 11_000L);
    }

    @Test
    void shouldEstimateRecordsThatCannotBeSerializedByWhatIsInThem() {
        long estimate = 0;
        for (int i = 0; i < 100; i++) {
            estimate = sizes.of(new Plain("v".repeat(10_000)));
        }

        assertThat(estimate).isBetween(10_000L, 11_000L);
    }

    @Test
    void shouldNotFailForWhatCannotBeSerialized() {
        assertThat(sizes.of(new Object())).isPositive();
    }

    @Test
    void shouldNotFailForWhatIsTooDeepToBeSerialized() {
        LinkedHashMap<String, Object> deep = new LinkedHashMap<>();
        for (int i = 0; i < 100_000; i++) {
            LinkedHashMap<String, Object> outer = new LinkedHashMap<>();
            outer.put("inner", deep);
            deep = outer;
        }

        assertThat(sizes.of(deep)).isPositive();
    }

    @Test
    void shouldNotSerializeAHugeRecordToItsEnd() {
        assertThat(sizes.of(new long[10_000_000])).isGreaterThan(1 << 20);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.function.Tuple2;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecordSizeTest {
    private static final String KILOBYTE = "x".repeat(1_000);

    private record Numbers(long a, double b, int c, int d) {}

    private static final class Holder {
        private final Object content;

        Holder(Object content) {
            this.content = content;
        }

        Object content() {
            return content;
        }
    }

    @Test
    void shouldCountTwoBytesForLettersBeyondLatinOnes() {
        assertThat(RecordSize.of(KILOBYTE)).isBetween(1_000L, 1_050L);
        assertThat(RecordSize.of("щ".repeat(1_000))).isBetween(2_000L, 2_050L);
    }

    @Test
    void shouldCountTheFieldsOfAnObject() {
        assertThat(RecordSize.of(1)).isEqualTo(16);
        assertThat(RecordSize.of(1L)).isEqualTo(24);
        assertThat(RecordSize.of(new Numbers(1, 2, 3, 4))).isEqualTo(40);
    }

    @Test
    void shouldLookIntoWhateverHoldsSomething() {
        List<Object> holders = List.of(
                new Holder(KILOBYTE).content(),
                new Holder(new Holder(KILOBYTE)),
                Tuple2.of("k", KILOBYTE),
                Optional.of(KILOBYTE),
                List.of(KILOBYTE),
                Map.of("k", KILOBYTE),
                new Object[] {KILOBYTE},
                new long[125],
                new BigInteger(1, KILOBYTE.getBytes()),
                new AtomicReference<>(KILOBYTE),
                ByteBuffer.allocate(1_000));

        assertThat(holders)
                .allSatisfy(holder -> assertThat(RecordSize.of(holder)).isBetween(1_000L, 1_250L));
    }

    @Test
    void shouldLookIntoSomeOfManyElements() {
        List<String> many =
                IntStream.range(0, 10_000).mapToObj(i -> "x".repeat(100)).toList();
        Map<Integer, String> map = new HashMap<>();
        many.forEach(text -> map.put(map.size(), text));

        assertThat(RecordSize.of(many)).isBetween(1_400_000L, 1_600_000L);
        assertThat(RecordSize.of(map)).isBetween(1_800_000L, 2_300_000L);
    }

    @Test
    void shouldComeToAnEndInARecordThatLeadsToALot() {
        Object all = "x";
        for (int i = 0; i < 8; i++) {
            all = new Holder(Collections.nCopies(64, all));
        }

        assertThat(RecordSize.of(all)).isGreaterThan(1L << 40);
    }

    @Test
    void shouldTakeARecordThatThrowsForASmallOne() {
        assertThat(RecordSize.of(new AbstractList<>() {
                    @Override
                    public Object get(int index) {
                        throw new IllegalStateException("closed");
                    }

                    @Override
                    public int size() {
                        return 1_000_000;
                    }
                }))
                .isEqualTo(64);
    }
}

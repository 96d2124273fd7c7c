// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class PositionTest {
    @Test
    void shouldRefuseALaneThatAReceiverLogHasNoRoomFor() {
        assertThatThrownBy(() -> Position.of("lane".repeat(20_000), 1))
                .hasMessageContaining("80000 characters")
                .hasMessageContaining("lanelane")
                .hasMessageContaining("name the lane by a hash");
    }

    @Test
    void shouldRefuseAValueThatAReceiverLogHasNoRoomFor() {
        assertThatThrownBy(() -> new Position("lane", BigInteger.ONE.shiftLeft(600_000)))
                .hasMessageContaining("600001 bits");
        assertThat(new Position("lane", BigInteger.ONE.shiftLeft(128)).after(Position.of("lane", 1)))
                .isTrue();
    }
}

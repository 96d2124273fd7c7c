// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    @Test
    void shouldReadPortsInOrder() {
        assertThat(parse("--ports", "4002,4001").ports()).containsExactly(4002, 4001);
    }

    @Test
    void shouldPreferWhatIsGivenToTheDefault() {
        assertThat(parse("--lines", "5").number("lines", 9)).isEqualTo(5);
        assertThat(parse().number("lines", 9)).isEqualTo(9);
    }

    @Test
    void shouldNameAllFaultsAtOnce() {
        assertThatThrownBy(() -> parse("--lanes", "5", "lines", "6", "--ports"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'--lanes'", "'lines'", "'--ports' lacks a value", "[lines, ports]");
    }

    @Test
    void shouldRefuseAnOptionGivenTwice() {
        assertThatThrownBy(() -> parse("--lines", "5", "--lines", "6")).hasMessageContaining("twice");
    }

    @Test
    void shouldRefuseWhatIsNoPositiveNumber() {
        assertThatThrownBy(() -> parse("--lines", "many").number("lines")).hasMessageContaining("'many'");
        assertThatThrownBy(() -> parse("--lines", "0").number("lines")).hasMessageContaining("'0'");
        assertThatThrownBy(() -> parse("--lines", "3000000000").integer("lines", 1))
                .hasMessageContaining("3000000000");
    }

    @Test
    void shouldNameAnOptionThatIsNeeded() {
        assertThatThrownBy(() -> parse().text("ports")).hasMessageContaining("'--ports' is needed");
    }

    private static Arguments parse(String... args) {
        return Arguments.parse(Set.of("lines", "ports"), args);
    }
}

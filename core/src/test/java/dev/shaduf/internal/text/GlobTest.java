// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*.txt|a.txt|true",
                "*.txt|a.txt.gz|false",
                "a?c|abc|true",
                "a?c|ac|false",
                "[a-c]x|bx|true",
                "[!a-c]x|bx|false",
                "[!a-c]x|dx|true",
                "{a,bc}*|bcd|true",
                "{a,bc}*|cd|false",
                "a\\*|a*|true",
                "a\\*|ab|false",
                "a.b|axb|false",
                "(1) +$^|(1) +$^|true",
                "\uD83D\uDE00?|\uD83D\uDE00x|true",
                "a,b}|a,b}|true"
            })
    void shouldMatchWholeNames(String glob, String name, boolean matches) {
        assertThat(Glob.of(glob).matcher(name).matches()).isEqualTo(matches);
    }

    @Test
    void shouldRefuseAPatternThatIsNotEnded() {
        assertThatThrownBy(() -> Glob.of("a[b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a[b' is not a pattern");
    }

    @Test
    void shouldKnowAPatternFromAName() {
        assertThat(Glob.isPattern("plain-name, (1).txt")).isFalse();
        assertThat(Glob.isPattern("a*")).isTrue();
    }
}

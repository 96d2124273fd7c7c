// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordTallyTest {
    @Test
    void shouldRankByTotalThenByAlphabet() {
        WordTally tally = tally("b", 2, "a", 2, "d", 1, "c", 5);
        assertThat(tally.top(3)).isEqualTo("c:5,a:2,b:2");
        assertThat(tally.top(9)).isEqualTo("c:5,a:2,b:2,d:1");
    }

    @Test
    void shouldDescribeTheSameTotalsEquallyWhateverTheOrder() {
        WordTally parts = tally("a", 1, "b", 2);
        parts.addAll(Map.of("a", new long[] {2}));
        assertThat(describe(parts)).isEqualTo(describe(tally("b", 2, "a", 3)));
    }

    @Test
    void shouldTellWordsApartWhoseHashCodesAreEqual() {
        assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
        assertThat(describe(tally("Aa", 1))).isNotEqualTo(describe(tally("BB", 1)));
    }

    @Test
    void shouldAddUpWords() {
        assertThat(describe(tally("a", 3, "b", 2)).outcome())
                .containsEntry("words", "5")
                .containsEntry("distinct", "2");
    }

    private static Announcement describe(WordTally tally) {
        return tally.describe(Announcement.of(Kind.RESULT));
    }

    private static WordTally tally(Object... wordsAndCounts) {
        WordTally tally = new WordTally();
        for (int i = 0; i < wordsAndCounts.length; i += 2) {
            tally.add((String) wordsAndCounts[i], (Integer) wordsAndCounts[i + 1]);
        }
        return tally;
    }
}

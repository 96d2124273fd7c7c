// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TakenFilesTest {
    private final TakenFiles taken = new TakenFiles(42);

    @Test
    void shouldTellTakenFromNewAndChanged() {
        taken.take(5, 50, false);

        assertThat(taken.look(5, 50)).isEqualTo(TakenFiles.Known.TAKEN);
        assertThat(taken.look(5, 51)).isEqualTo(TakenFiles.Known.CHANGED);
        assertThat(taken.look(6, 50)).isEqualTo(TakenFiles.Known.NEW);
    }

    @Test
    void shouldForgetAFileThatTwoListingsDidNotMeet() {
        taken.take(5, 50, false);
        list(5);
        list();
        assertThat(taken.look(5, 50)).isEqualTo(TakenFiles.Known.TAKEN);
        list();

        assertThat(taken.look(5, 50)).isEqualTo(TakenFiles.Known.NEW);
        assertThat(taken.size()).isZero();
    }

    @Test
    void shouldCountAgainWhenAFileIsMetInBetween() {
        taken.take(5, 50, false);
        list(5);
        list();
        list(5);
        list();

        assertThat(taken.look(5, 50)).isEqualTo(TakenFiles.Known.TAKEN);
    }

    @Test
    void shouldKeepAFileWhoseBatchIsNotComplete() {
        taken.take(5, 50, true);
        list();
        list();
        list();
        assertThat(taken.look(5, 50)).isEqualTo(TakenFiles.Known.TAKEN);

        taken.completed(5);
        list();
        assertThat(taken.look(5, 50)).isEqualTo(TakenFiles.Known.NEW);
    }

    @Test
    void shouldNotLetAListingCountThatBeganBeforeTheMemoryCame() {
        taken.take(5, 50, false);
        FileMemory memory = taken.memory();
        TakenFiles later = new TakenFiles(43);
        later.begin();
        later.restore(memory);
        later.end();
        for (int i = 0; i < 2; i++) {
            later.begin();
            later.end();
        }

        assertThat(later.look(5, 50)).isEqualTo(TakenFiles.Known.TAKEN);
    }

    @Test
    void shouldBehaveAsAMapDoes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<Long, Long> expected = new HashMap<>();
        for (int round = 0; round < 30; round++) {
            for (int i = 0; i < 500; i++) {
                long path = 1 + random.nextInt(3_000) * 64L;
                taken.take(path, i, false);
                expected.put(path, (long) i);
            }
            for (Long path : List.copyOf(expected.keySet())) {
                if (random.nextInt(5) == 0) {
                    taken.forget(path, expected.remove(path));
                } else {
                    taken.forget(path, -1);
                }
            }
            Set<Long> met = new HashSet<>(expected.keySet());
            met.removeIf(path -> random.nextInt(4) == 0);
            for (int i = 0; i < 3; i++) {
                list(met.stream().mapToLong(Long::longValue).toArray());
            }
            expected.keySet().retainAll(met);
            assertThat(taken.size()).as("seed " + seed).isEqualTo(expected.size());
            expected.forEach((path, stamp) ->
                    assertThat(taken.look(path, stamp)).as("seed " + seed).isEqualTo(TakenFiles.Known.TAKEN));
        }
    }

    @Test
    void shouldTakeSixteenBytesAFileInItsMemory() {
        for (int i = 1; i <= 1_000; i++) {
            taken.take(i, i, false);
        }

        assertThat(taken.memory().files()).hasSize(16_000);
    }

    @Test
    void shouldHashAPathTheSameWholeAndInParts() {
        PathHash hash = new PathHash(7);

        assertThat(hash.path(hash.directory("file:/a/"), "b")).isEqualTo(hash.path("file:/a/b"));
        assertThat(hash.path("file:/a/b")).isNotEqualTo(new PathHash(8).path("file:/a/b"));
    }

    private void list(long... met) {
        taken.begin();
        for (long path : met) {
            taken.meet(path);
        }
        taken.end();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileShareTest {
    @TempDir
    private Path folder;

    @Test
    void shouldCutAtLineEndsOnly() throws IOException {
        assertThat(split("one\ntwo two\nthree\nfour\n", 2)).containsExactly("one\ntwo two\n", "three\nfour\n");
    }

    @Test
    void shouldCutWhereALineStartsAtTheMiddle() throws IOException {
        assertThat(split("abc\ndef\n", 2)).containsExactly("abc\n", "def\n");
    }

    @Test
    void shouldLeaveLanesEmptyWhenThereAreFewerLines() throws IOException {
        assertThat(split("one long line\n", 3)).containsExactly("one long line\n", "", "");
    }

    @Test
    void shouldKeepALastLineWithoutNewline() throws IOException {
        assertThat(split("a\nb\nccc", 2)).containsExactly("a\nb\n", "ccc");
    }

    @Test
    void shouldHoldEveryByteOnceWhenLinesAreLongerThanTheLookAhead() throws IOException {
        String text = "x".repeat(20_000) + "\n" + "y".repeat(20_000) + "\n" + "z\n";
        assertThat(String.join("", split(text, 4))).isEqualTo(text);
        assertThat(split(text, 4)).allMatch(share -> share.isEmpty() || share.endsWith("\n"));
    }

    @Test
    void shouldGiveEmptySharesOfAnEmptyFile() throws IOException {
        assertThat(split("", 2)).containsExactly("", "");
    }

    private List<String> split(String text, int lanes) throws IOException {
        Path file = Files.writeString(folder.resolve("lines.txt"), text);
        List<String> shares = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file)) {
            for (FileShare share : FileShare.split(channel, lanes)) {
                shares.add(text.substring((int) share.offset(), (int) (share.offset() + share.bytes())));
            }
        }
        return shares;
    }
}

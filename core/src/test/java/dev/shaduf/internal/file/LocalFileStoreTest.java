// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.shaduf.spi.FileEntry;
import dev.shaduf.spi.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFileStoreTest {
    private final FileStore store = new LocalFileStore();

    @TempDir
    Path folder;

    @Test
    void shouldBeFoundByItsScheme() {
        assertThat(FileStore.of(URI.create("file:/tmp/x"))).isInstanceOf(LocalFileStore.class);
        assertThat(FileStore.of(URI.create("FILE:/tmp/x"))).isInstanceOf(LocalFileStore.class);
    }

    @Test
    void shouldSayWhichStoresThereAreWhenNoneServesAScheme() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FileStore.of(URI.create("s3a://bucket/x")))
                .withMessageContaining("'s3a:'")
                .withMessageContaining("[file]")
                .withMessageContaining("META-INF/services/dev.shaduf.spi.FileStore");
    }

    @Test
    void shouldReadBackWhatWasWritten() throws IOException {
        write(at("deep/er/a.txt"), "hello");

        assertThat(folder.resolve("deep/er/a.txt")).hasContent("hello");
        assertThat(read(at("deep/er/a.txt"), 2)).isEqualTo("llo");
    }

    @Test
    void shouldReplaceAnExistingFileWhenItIsCreatedAgain() throws IOException {
        write(at("a.txt"), "long content");
        write(at("a.txt"), "short");

        assertThat(folder.resolve("a.txt")).hasContent("short");
    }

    @Test
    void shouldTakeNamesWithSpacesAndOtherAlphabets() throws IOException {
        URI written = folder.resolve("ä ö/部 100%.txt").toUri();

        write(written, "x");

        assertThat(store.list(folder.resolve("ä ö").toUri()))
                .singleElement()
                .extracting(FileEntry::path)
                .isEqualTo(written);
        assertThat(store.exists(URI.create(written.toASCIIString()))).isTrue();
        assertThat(read(store.list(folder.resolve("ä ö").toUri()).get(0).path(), 0))
                .isEqualTo("x");
    }

    @Test
    void shouldListFilesAndDirectoriesWithTheirSizes() throws IOException {
        write(at("dir/a.txt"), "12345");
        Files.createDirectory(folder.resolve("dir/sub"));

        assertThat(store.list(at("dir")))
                .extracting(e -> Path.of(e.path()).getFileName().toString(), FileEntry::directory, FileEntry::length)
                .containsExactlyInAnyOrder(tuple("a.txt", false, 5L), tuple("sub", true, 0L));
    }

    @Test
    void shouldListALinkThatLeadsNowhere() throws IOException {
        Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("nothing"));

        assertThat(store.list(folder.toUri()))
                .singleElement()
                .extracting(FileEntry::kind)
                .isEqualTo(FileEntry.Kind.OTHER);
        assertThat(store.find(at("dangling"))).isEmpty();
    }

    @Test
    void shouldListLinksThatLeadRoundInACircle() throws IOException {
        Files.createSymbolicLink(folder.resolve("round"), folder.resolve("about"));
        Files.createSymbolicLink(folder.resolve("about"), folder.resolve("round"));

        assertThat(store.list(folder.toUri())).extracting(FileEntry::kind).containsOnly(FileEntry.Kind.OTHER);
        assertThat(store.find(at("round"))).isEmpty();
    }

    @Test
    void shouldResolveALinkToADirectoryToThatDirectory() throws IOException {
        Files.createDirectory(folder.resolve("dir"));
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("dir"));

        assertThat(store.resolve(at("link"))).isEqualTo(store.resolve(at("dir")));
        assertThat(store.list(folder.toUri())).allMatch(FileEntry::directory);
    }

    @Test
    void shouldTellApartNamesThatAreNoText() throws Exception {
        for (int b = 0xFC; b <= 0xFF; b++) {
            write(URI.create(folder.toUri() + "x%" + Integer.toHexString(b).toUpperCase(Locale.ROOT)), "" + b);
        }
        List<String> contents = new ArrayList<>();
        for (FileEntry entry : store.list(folder.toUri())) {
            URI shorter = URI.create("file:" + entry.path().getRawPath());
            contents.add(entry.name() + " " + read(entry.path(), 0));
            assertThat(store.find(shorter)).isPresent();
        }

        assertThat(contents).containsExactlyInAnyOrder("x%FC 252", "x%FD 253", "x%FE 254", "x%FF 255");
    }

    @Test
    void shouldListNothingWhenTheDirectoryIsMissing() throws IOException {
        assertThat(store.list(at("missing"))).isEmpty();
    }

    @Test
    void shouldRefuseToListAFile() throws IOException {
        write(at("a.txt"), "x");

        assertThatIOException().isThrownBy(() -> store.list(at("a.txt"))).withMessageContaining("a.txt");
    }

    @Test
    void shouldRefuseToReadADirectoryOrWhatIsMissing() {
        assertThatIOException()
                .isThrownBy(() -> store.read(folder.toUri(), 0))
                .withMessageContaining("it is a directory");
        assertThatIOException()
                .isThrownBy(() -> store.read(at("missing.txt"), 0))
                .withMessageContaining("missing.txt");
    }

    @Test
    void shouldNameTheFileThatStandsWhereADirectoryIsNeeded() throws IOException {
        write(at("file"), "x");

        assertThatIOException()
                .isThrownBy(() -> write(at("file/sub/a.txt"), "y"))
                .withMessageContaining(folder.resolve("file").toString());
    }

    @Test
    void shouldPublishAFileIntoANewDirectory() throws IOException {
        write(at(".hidden"), "x");

        assertThat(store.publish(at(".hidden"), at("new/a.txt"))).isTrue();
        assertThat(folder.resolve("new/a.txt")).hasContent("x");
        assertThat(folder.resolve(".hidden")).doesNotExist();
    }

    @Test
    void shouldChangeNothingWhenTheNameOfAFileIsTaken() throws IOException {
        write(at(".hidden"), "new");
        write(at("a.txt"), "old");

        assertThat(store.publish(at(".hidden"), at("a.txt"))).isFalse();
        assertThat(folder.resolve("a.txt")).hasContent("old");
        assertThat(folder.resolve(".hidden")).hasContent("new");
    }

    @Test
    void shouldFinishWhatAProcessHasBegunThatDiedBeforeTheOldNameWent() throws IOException {
        write(at(".hidden"), "x");
        Files.createLink(folder.resolve("a.txt"), folder.resolve(".hidden"));

        assertThat(store.publish(at(".hidden"), at("a.txt"))).isTrue();
        assertThat(folder.resolve("a.txt")).hasContent("x");
        assertThat(folder.resolve(".hidden")).doesNotExist();
    }

    @Test
    void shouldNotTakeALinkToAFileForTheFile() throws IOException {
        write(at(".hidden"), "x");
        Files.createSymbolicLink(folder.resolve("a.txt"), folder.resolve(".hidden"));

        assertThat(store.publish(at(".hidden"), at("a.txt"))).isFalse();
        assertThat(store.publish(at(".hidden"), at(".hidden"))).isFalse();
        assertThat(folder.resolve(".hidden")).hasContent("x");
    }

    @Test
    void shouldPublishADirectoryWithAllThatIsInIt() throws IOException {
        write(at(".hidden/a.txt"), "x");

        assertThat(store.publish(at(".hidden"), at("dir"))).isTrue();
        assertThat(folder.resolve("dir/a.txt")).hasContent("x");
    }

    @Test
    void shouldChangeNothingWhenTheNameOfADirectoryIsTaken() throws IOException {
        write(at(".hidden/a.txt"), "new");
        Files.createDirectory(folder.resolve("empty"));
        write(at("file"), "old");

        assertThat(store.publish(at(".hidden"), at("empty"))).isFalse();
        assertThat(store.publish(at(".hidden"), at("file"))).isFalse();
        assertThat(folder.resolve("empty")).isEmptyDirectory();
        assertThat(folder.resolve("file")).hasContent("old");
        assertThat(folder.resolve(".hidden/a.txt")).hasContent("new");
    }

    @Test
    void shouldLetExactlyOneOfManyPublishersHaveAName() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 10; round++) {
                assertThat(winners(threads, round)).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void shouldDeleteADirectoryButNotWhatItsLinksLeadTo() throws IOException {
        write(at("kept/a.txt"), "x");
        write(at("dir/sub/b.txt"), "y");
        Files.createSymbolicLink(folder.resolve("dir/link"), folder.resolve("kept"));

        store.delete(at("dir"));

        assertThat(folder.resolve("dir")).doesNotExist();
        assertThat(folder.resolve("kept/a.txt")).hasContent("x");
    }

    @Test
    void shouldDoNothingWhenWhatIsDeletedIsMissing() throws IOException {
        store.delete(at("missing"));

        assertThat(store.exists(at("missing"))).isFalse();
    }

    @Test
    void shouldFindNothingBelowAFile() throws IOException {
        write(at("file"), "x");

        assertThat(store.exists(at("file/below"))).isFalse();
    }

    @Test
    void shouldSayHowANameMustLookWhenItIsNotOfThisStore() {
        assertThatIOException()
                .isThrownBy(() -> store.exists(URI.create("file:relative/path")))
                .withMessageContaining("'file:relative/path'")
                .withMessageContaining("file:/data/out");
        assertThatIOException()
                .isThrownBy(() -> store.exists(URI.create("file://host/path")))
                .withMessageContaining("file:/data/out");
    }

    @Test
    void shouldAcceptASecondClose() throws IOException {
        OutputStream out = store.create(at("a.txt"));
        out.write('x');
        out.close();
        out.close();

        assertThat(folder.resolve("a.txt")).hasContent("x");
    }

    private long winners(ExecutorService threads, int round) throws Exception {
        for (int i = 0; i < 8; i++) {
            write(at(".h" + i), "x" + i);
        }
        long winners = 0;
        for (Future<Boolean> result : threads.invokeAll(IntStream.range(0, 8)
                .<Callable<Boolean>>mapToObj(i -> () -> store.publish(at(".h" + i), at("target" + round)))
                .toList())) {
            winners += result.get() ? 1 : 0;
        }
        return winners;
    }

    private URI at(String name) {
        return URI.create(folder.toUri() + name);
    }

    private void write(URI file, String content) throws IOException {
        try (OutputStream out = store.create(file)) {
            out.write(content.getBytes(UTF_8));
        }
    }

    private String read(URI file, long offset) throws IOException {
        try (InputStream in = store.read(file, offset)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}

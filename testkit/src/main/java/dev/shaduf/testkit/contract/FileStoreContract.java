// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.shaduf.spi.FileEntry;
import dev.shaduf.spi.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@code docs/contracts/file-store.md} as tests. Extend it for a file store; each test starts with a new
 * instance of the class and an empty folder:
 *
 * <pre>{@code
 * class MyFileStoreContractTest extends FileStoreContract {
 *     protected FileStore store() { return new MyFileStore(); }
 *     protected URI folder() { return URI.create("my://host/" + UUID.randomUUID() + "/"); }
 * }
 * }</pre>
 */
public abstract class FileStoreContract {
    private static final int PUBLISHERS = 6;

    /** For subclasses. */
    protected FileStoreContract() {}

    /**
     * Returns the store.
     *
     * @return the store under test
     */
    protected abstract FileStore store();

    /**
     * Returns a directory for this test alone.
     *
     * @return an existing or creatable empty directory, its path ending in a slash; the same at each call
     */
    protected abstract URI folder();

    @Test
    void required_F1_whatWasWrittenIsReadBackFromAnyOffset() throws IOException {
        write("a.txt", "hello");

        assertThat(read("a.txt", 0)).isEqualTo("hello");
        assertThat(read("a.txt", 2)).isEqualTo("llo");
        assertThat(read("a.txt", 5)).isEmpty();
        assertThat(read("a.txt", 50)).isEmpty();
    }

    @Test
    void required_F2_createMakesDirectoriesAndReplaces() throws IOException {
        write("deep/er/a.txt", "long content");
        write("deep/er/a.txt", "short");

        assertThat(read("deep/er/a.txt", 0)).isEqualTo("short");
    }

    @Test
    void required_F3_listMeetsEveryEntryOnce() throws IOException {
        write("dir/a.txt", "12345");
        write("dir/b.txt", "");
        write("dir/sub/deeper.txt", "1");

        assertThat(store().list(at("dir")))
                .extracting(FileEntry::name, FileEntry::kind, FileEntry::length)
                .containsExactlyInAnyOrder(
                        tuple("a.txt", FileEntry.Kind.FILE, 5L),
                        tuple("b.txt", FileEntry.Kind.FILE, 0L),
                        tuple("sub", FileEntry.Kind.DIRECTORY, 0L));
    }

    @Test
    void required_F4_listAsksForEveryNameAndShowsWhatIsWanted() throws IOException {
        write("dir/a b.txt", "1");
        write("dir/c.txt", "1");
        List<String> asked = new ArrayList<>();
        List<String> shown = new ArrayList<>();

        store().list(
                        at("dir"),
                        name -> {
                            asked.add(name);
                            return name.equals("a%20b.txt");
                        },
                        entry -> shown.add(entry.name()));

        assertThat(asked).containsExactlyInAnyOrder("a%20b.txt", "c.txt");
        assertThat(shown).containsExactly("a%20b.txt");
    }

    @Test
    void required_F5_listTellsMissingFromEmpty() throws IOException {
        write("dir/a.txt", "1");
        store().delete(at("dir/a.txt"));
        write("file", "1");

        assertThat(store().list(at("missing"), name -> true, entry -> {})).isFalse();
        assertThat(store().list(at("dir"), name -> true, entry -> {})).isTrue();
        assertThatIOException().isThrownBy(() -> store().list(at("file"), name -> true, entry -> {}));
    }

    @Test
    void required_F6_whatTheConsumerThrowsEndsTheListing() throws IOException {
        write("dir/a.txt", "1");
        write("dir/b.txt", "1");
        IOException thrown = new IOException("enough");
        List<FileEntry> shown = new ArrayList<>();

        assertThatThrownBy(() -> store().list(at("dir"), name -> true, entry -> {
                    shown.add(entry);
                    throw thrown;
                }))
                .isSameAs(thrown);

        assertThat(shown).hasSize(1);
    }

    @Test
    void required_F7_findTellsFilesDirectoriesAndNothing() throws IOException {
        write("dir/a.txt", "12345");

        assertThat(store().find(at("dir/a.txt")))
                .hasValueSatisfying(entry -> assertThat(entry.length()).isEqualTo(5))
                .hasValueSatisfying(entry -> assertThat(entry.kind()).isEqualTo(FileEntry.Kind.FILE));
        assertThat(store().find(at("dir")))
                .hasValueSatisfying(entry -> assertThat(entry.directory()).isTrue());
        assertThat(store().find(at("dir/missing"))).isEmpty();
        assertThat(store().find(at("missing/a.txt"))).isEmpty();
        assertThat(store().find(at("dir/a.txt/below"))).isEmpty();
    }

    @Test
    void required_F8_lengthAndTimeTellWhetherAFileWasWritten() throws IOException {
        write("dir/a.txt", "12345");
        FileEntry listed = store().list(at("dir")).get(0);
        FileEntry found = store().find(at("dir/a.txt")).orElseThrow();

        assertThat(stamp(found)).isEqualTo(stamp(listed));
        assertThat(read("dir/a.txt", 0)).isNotEmpty();
        assertThat(stamp(store().find(at("dir/a.txt")).orElseThrow())).isEqualTo(stamp(listed));
        write("dir/a.txt", "1234567");
        assertThat(stamp(store().find(at("dir/a.txt")).orElseThrow())).isNotEqualTo(stamp(listed));
    }

    @Test
    void required_F9_publishMovesFilesAndDirectories() throws IOException {
        write(".hidden/a.txt", "x");
        write(".file", "y");

        assertThat(store().publish(at(".hidden"), at("new/dir"))).isTrue();
        assertThat(store().publish(at(".file"), at("other/file"))).isTrue();

        assertThat(read("new/dir/a.txt", 0)).isEqualTo("x");
        assertThat(read("other/file", 0)).isEqualTo("y");
        assertThat(store().exists(at(".hidden"))).isFalse();
        assertThat(store().exists(at(".file"))).isFalse();
    }

    @Test
    void required_F10_publishChangesNothingWhereTheNameIsTaken() throws IOException {
        write(".file", "new");
        write("file", "old");
        write(".dir/a.txt", "new");
        write("dir/a.txt", "old");

        assertThat(store().publish(at(".file"), at("file"))).isFalse();
        assertThat(store().publish(at(".dir"), at("dir"))).isFalse();
        assertThat(store().publish(at(".dir"), at("file"))).isFalse();

        assertThat(read("file", 0)).isEqualTo("old");
        assertThat(read("dir/a.txt", 0)).isEqualTo("old");
        assertThat(read(".file", 0)).isEqualTo("new");
        assertThat(read(".dir/a.txt", 0)).isEqualTo("new");
    }

    @Test
    void required_F11_oneOfManyPublishersHasTheName() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(PUBLISHERS);
        try {
            for (int round = 0; round < 10; round++) {
                assertThat(winners(threads, round)).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void required_F12_deleteRemovesATree() throws IOException {
        write("dir/sub/a.txt", "x");
        write("file", "y");

        store().delete(at("dir"));
        store().delete(at("file"));
        store().delete(at("missing"));

        assertThat(store().list(folder())).isEmpty();
    }

    @Test
    void required_F13_namesMayHoldAnything() throws Exception {
        List<String> names = List.of("a b", "100%", "%20", "line\nbreak", "ä部😀", "..dots", "q?x#y", "a+b&c");
        for (String name : names) {
            writeTo(called(name), name);
        }

        List<FileEntry> entries = store().list(URI.create(folder() + "names"));

        List<String> contents = new ArrayList<>();
        for (FileEntry entry : entries) {
            contents.add(readFrom(entry.path(), 0));
            store().delete(entry.path());
        }
        assertThat(contents).containsExactlyInAnyOrderElementsOf(names);
        assertThat(store().list(URI.create(folder() + "names"))).isEmpty();
    }

    @Test
    void required_F14_resolveGivesOnePath() throws IOException {
        write("dir/a.txt", "1");

        URI once = store().resolve(at("dir"));

        assertThat(store().resolve(at("dir"))).isEqualTo(once);
        assertThat(store().resolve(once)).isEqualTo(once);
        assertThatIOException().isThrownBy(() -> store().resolve(at("missing")));
    }

    @Test
    void required_F15_readingWhatIsNoFileNamesIt() throws IOException {
        write("dir/a.txt", "1");

        assertThatIOException().isThrownBy(() -> read("missing.txt", 0)).withMessageContaining("missing.txt");
        assertThatIOException().isThrownBy(() -> read("dir", 0)).withMessageContaining("dir");
    }

    @Test
    void required_F16_existsTellsSomethingFromNothing() throws IOException {
        write("dir/a.txt", "1");

        assertThat(store().exists(at("dir"))).isTrue();
        assertThat(store().exists(at("dir/a.txt"))).isTrue();
        assertThat(store().exists(at("dir/b.txt"))).isFalse();
        assertThat(store().exists(at("dir/a.txt/below"))).isFalse();
    }

    /** Takes the power from the machine. */
    void untested_F17_whatWasPublishedSurvivesALossOfPower() {}

    /** What a reader sees in between cannot be caught reliably. */
    void untested_F18_publishIsAtomic() {}

    /** Not every store has links. */
    void untested_F19_linksAreFollowed() {}

    /** What a store holds cannot be seen from outside. */
    void untested_F20_listHoldsFewEntries() {}

    private long winners(ExecutorService threads, int round) throws Exception {
        for (int i = 0; i < PUBLISHERS; i++) {
            write(".h" + i, "x" + i);
        }
        long winners = 0;
        for (Future<Boolean> result : threads.invokeAll(IntStream.range(0, PUBLISHERS)
                .<Callable<Boolean>>mapToObj(i -> () -> store().publish(at(".h" + i), at("target" + round)))
                .toList())) {
            winners += result.get() ? 1 : 0;
        }
        return winners;
    }

    private static List<Long> stamp(FileEntry entry) {
        return List.of(entry.length(), entry.modified());
    }

    private URI at(String name) {
        return URI.create(folder() + name.replace(" ", "%20"));
    }

    private URI called(String name) throws URISyntaxException {
        String escaped = new URI(null, null, "/" + name, null).toASCIIString();
        return URI.create(folder() + "names" + escaped);
    }

    private void write(String name, String content) throws IOException {
        writeTo(at(name), content);
    }

    private void writeTo(URI file, String content) throws IOException {
        try (OutputStream out = store().create(file)) {
            out.write(content.getBytes(UTF_8));
        }
    }

    private String read(String name, long offset) throws IOException {
        return readFrom(at(name), offset);
    }

    private String readFrom(URI file, long offset) throws IOException {
        try (InputStream in = store().read(file, offset)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}

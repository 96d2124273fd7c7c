// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.config.Options;
import dev.shaduf.function.Tuple2;
import dev.shaduf.spi.FileSinks;
import dev.shaduf.spi.Recovery;
import dev.shaduf.spi.Sink;
import dev.shaduf.spi.SinkProvider;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import dev.shaduf.testkit.OptionsTable;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest {
    private final Batches batches = new Batches();

    @TempDir
    Path folder;

    @Test
    void shouldWriteADirectoryPerBatchWithAFilePerPartition() throws Exception {
        try (SinkSession<Object> session = open("txt")) {
            batches.write(session, 1, List.of("a", "b"), List.of(new Tuple2<>("k", 1)));
        }

        Path directory = folder.resolve("out-1000000001000.txt");
        assertThat(directory.resolve("part-00000")).hasContent("a\nb\n");
        assertThat(directory.resolve("part-00001")).hasContent("(k,1)\n");
        assertThat(directory.resolve("_SUCCESS"))
                .content()
                .contains("batch=" + batches.batch(1).id(), "records=3");
    }

    @Test
    void shouldWriteADirectoryForAnEmptyBatch() throws Exception {
        try (SinkSession<Object> session = Batches.open(
                FileSink.builder(folder.resolve("out").toString())
                        .emptyBatches(true)
                        .build(),
                "out",
                1)) {
            batches.write(session, 1, List.of(), List.of());
            batches.write(session, 2);
        }

        assertThat(Published.in(folder).names()).containsExactly("out-1000000001000", "out-1000000002000");
        assertThat(Published.in(folder).parts())
                .hasSize(2)
                .allSatisfy(part -> assertThat(part).isEmptyFile());
        assertThat(folder.resolve("out-1000000002000/_SUCCESS")).exists();
    }

    @Test
    void shouldWriteNothingForAnEmptyBatchUnlessAskedTo() throws Exception {
        SinkSession<Object> session = open("");
        batches.write(session, 1, List.of(), List.of());
        batches.write(session, 2);

        assertThat(session.recover(batches.batch(2))).isEqualTo(Recovery.COMMITTED);
        assertThat(entries()).isEmpty();
    }

    @Test
    void shouldWriteNothingAgainWhenAnEmptyBatchIsRunAgainByALaterRun() throws Exception {
        batches.write(open(""), 1, List.of());
        SinkSession<Object> next = Batches.open(sink(""), "out", 2);

        assertThat(next.recover(batches.batch(1))).isEqualTo(Recovery.NOT_COMMITTED);
        batches.write(next, 1, List.of());
        batches.write(next, 2, List.of("a"));
        next.close();

        assertThat(entries()).containsExactly("out-1000000002000");
    }

    @Test
    void shouldLeaveNothingHiddenBehind() throws Exception {
        try (SinkSession<Object> session = open("")) {
            session.writer(batches.batch(1), 0, 7).write("of a dead attempt");
            batches.prepare(session, 1, List.of("of a second one"));
            batches.write(session, 1, List.of("a"));
        }

        assertThat(entries()).containsExactly("out-1000000001000");
    }

    @Test
    void shouldRemoveWhatALateAttemptBringsBackWithTheNextBatch() throws Exception {
        try (SinkSession<Object> session = open("")) {
            batches.write(session, 1, List.of("a"));
            batches.prepare(session, 1, List.of("late"));
            batches.write(session, 2, List.of("b"));
        }

        assertThat(entries()).containsExactly("out-1000000001000", "out-1000000002000");
        assertThat(Published.in(folder).lines()).containsExactly("a", "b");
    }

    @Test
    void shouldRemoveStagedFilesOfACrashedRunWhenTheBatchIsRecovered() throws Exception {
        batches.prepare(open(""), 1, List.of("a"));

        try (SinkSession<Object> next = Batches.open(sink(""), "out", 2)) {
            assertThat(next.recover(batches.batch(1))).isEqualTo(Recovery.NOT_COMMITTED);
        }

        assertThat(entries()).isEmpty();
    }

    @Test
    void shouldFinishACommitThatWasInterrupted() throws Exception {
        SinkSession<Object> session = open("");
        List<Serializable> commits = batches.prepare(session, 1, List.of("a"), List.of("b"));
        Files.writeString(folder.resolve("out-1000000001000"), "in the way for a while");
        assertThatIOException().isThrownBy(() -> session.commit(batches.batch(1), commits));
        Files.delete(folder.resolve("out-1000000001000"));

        session.commit(batches.batch(1), commits);

        assertThat(Published.in(folder).lines()).containsExactly("a", "b");
    }

    @Test
    void shouldNameTheOwnerOfADirectoryThatIsInTheWay() throws Exception {
        SinkSession<Object> session = open("");
        Path strangers = Files.createDirectory(folder.resolve("out-1000000001000"));
        Files.writeString(strangers.resolve("theirs"), "x");
        Files.writeString(strangers.resolve("_SUCCESS"), "");

        assertThatIOException()
                .isThrownBy(() -> batches.write(session, 1, List.of("a")))
                .withMessageContaining(strangers.toString())
                .withMessageContaining("was not written by this library")
                .withMessageContaining("move it away");
        assertThat(strangers.resolve("theirs")).hasContent("x");
    }

    @Test
    void shouldRefuseADirectoryOfAnotherOutput() throws Exception {
        batches.write(open(""), 1, List.of("a"));
        SinkSession<Object> other = Batches.open(sink(""), "other", 1);

        assertThatIOException()
                .isThrownBy(() -> batches.write(other, 1, List.of("b")))
                .withMessageContaining("of output 'out'")
                .withMessageContaining("a prefix of its own");
        assertThat(Published.in(folder).lines()).containsExactly("a");
    }

    @Test
    void shouldSayThatARunHasBeenReplaced() throws Exception {
        SinkSession<Object> old = open("");
        List<Serializable> commits = batches.prepare(old, 1, List.of("a"));
        batches.write(Batches.open(sink(""), "out", 2), 1, List.of("a"));

        assertThatIOException()
                .isThrownBy(() -> old.commit(batches.batch(1), commits))
                .withMessageContaining("newer run (epoch 2)");
    }

    @Test
    void shouldSayThatStagedFilesAreGone() throws Exception {
        SinkSession<Object> old = open("");
        List<Serializable> commits = batches.prepare(old, 1, List.of("a"));
        Batches.open(sink(""), "out", 2).recover(batches.batch(1));

        assertThatIOException()
                .isThrownBy(() -> old.commit(batches.batch(1), commits))
                .withMessageContaining("is gone");
    }

    @Test
    void shouldNameSinkAndPathWhenADirectoryCannotBeCreated() throws Exception {
        Files.writeString(folder.resolve("file"), "x");
        Sink<Object> sink = FileSink.builder(folder + "/file/out").build();
        SinkSession<Object> session = Batches.open(sink, "out", 1);

        assertThatIOException()
                .isThrownBy(() -> batches.prepare(session, 1, List.of("a")))
                .withMessageContaining("sink file(" + folder + "/file/out) could not create")
                .withMessageContaining("a file has that name");
    }

    @Test
    void shouldNameSinkAndPathWhenTheDiskIsFull() throws Exception {
        SinkSession<Object> session =
                Batches.open(FileSink.builder("full:/data/out").build(), "out", 1);
        SinkWriter<Object> writer = session.writer(batches.batch(1), 0, 0);
        writer.write("a");

        assertThatIOException()
                .isThrownBy(writer::prepare)
                .withMessageContaining("sink file(full:/data/out) could not finish 'full:/data/.shaduf-")
                .withMessageEndingWith("No space left on device");
        writer.abort();
    }

    @Test
    void shouldTakePathsWithSpacesAndOtherAlphabets() throws Exception {
        Sink<Object> sink =
                FileSink.builder(folder + "/ä ö 100%/部").suffix("t x").build();

        batches.write(Batches.open(sink, "out", 1), 1, List.of("a"));

        assertThat(folder.resolve("ä ö 100%/部-1000000001000.t x/part-00000")).hasContent("a\n");
    }

    @Test
    void shouldTakeAUriAsPrefix() throws Exception {
        Sink<Object> sink = FileSink.builder("file:" + folder + "/by uri/out").build();

        batches.write(Batches.open(sink, "out", 1), 1, List.of("a"));

        assertThat(folder.resolve("by uri/out-1000000001000/part-00000")).exists();
    }

    @Test
    void shouldNameAllFaultsOfItsOptionsAtOnce() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() ->
                        FileSink.builder("nowhere://host/out").suffix("a/b").build())
                .satisfies(e -> assertThat(e.faults()).hasSize(2))
                .withMessageContaining("'nowhere:'")
                .withMessageContaining("suffix is 'a/b'");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> FileSink.builder(" ").build())
                .withMessageContaining("prefix is ' '");
    }

    @Test
    void shouldBeFoundByNameWithOptions() throws Exception {
        SinkProvider provider = ServiceLoader.load(SinkProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(p -> p.id().equals("file"))
                .findFirst()
                .orElseThrow();
        Map<String, String> given =
                Map.of("prefix", folder.resolve("out").toString(), "suffix", "obj", "format", "object");

        Sink<?> sink = provider.create(Options.check("sink 'file'", given, provider.settings()));

        assertThat(sink.name()).isEqualTo("file(" + folder.resolve("out") + "-*.obj)");
    }

    @Test
    void shouldServeSaveAsTextFilesAndItsLike() throws Exception {
        FileSinks sinks = ServiceLoader.load(FileSinks.class).findFirst().orElseThrow();

        batches.write(Batches.open(sinks.text(folder + "/t", "txt"), "t", 1), 1, List.of("a"));
        batches.write(Batches.open(sinks.objects(folder + "/o", ""), "o", 1), 1, List.of("a"));

        assertThat(Published.in(folder).names()).containsExactly("o-1000000001000", "t-1000000001000.txt");
    }

    @Test
    void shouldDocumentItsOptions() throws IOException {
        OptionsTable.check(Path.of("../docs/connectors/file-sink.md"), new FileSinkProvider().settings());
    }

    private FileSink sink(String suffix) {
        return FileSink.builder(folder.resolve("out").toString()).suffix(suffix).build();
    }

    private SinkSession<Object> open(String suffix) throws Exception {
        return Batches.open(sink(suffix), "out", 1);
    }

    private List<String> entries() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(e -> e.getFileName().toString()).sorted().toList();
        }
    }
}

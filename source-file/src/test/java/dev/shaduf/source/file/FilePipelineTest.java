// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.shaduf.StreamingContext;
import dev.shaduf.config.ConfigurationException;
import dev.shaduf.config.Options;
import dev.shaduf.dstream.InputDStream;
import dev.shaduf.listener.StreamingListener;
import dev.shaduf.listener.StreamingListenerBatchCompleted;
import dev.shaduf.source.file.internal.FileSettings;
import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.OptionsTable;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.testkit.StreamingTest;
import dev.shaduf.time.Durations;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePipelineTest {
    @TempDir
    Path folder;

    @StreamingTest
    void shouldReadFilesThatAppear(StreamHarness harness) throws Exception {
        Drop.into(folder, "old", "old\n");
        CollectingSink<String> lines = harness.collect(harness.context().textFileStream(folder.toString()));
        List<Object> files = new CopyOnWriteArrayList<>();
        harness.context().addStreamingListener(new StreamingListener() {
            @Override
            public void onBatchCompleted(StreamingListenerBatchCompleted event) {
                event.batchInfo()
                        .streamIdToInputInfo()
                        .values()
                        .forEach(info -> files.add(info.metadata().get("Files")));
            }
        });
        harness.runBatches(2);
        Path a = Drop.into(folder, "a", "1\n2\n");
        runUntil(harness, lines, 2);
        Path b = Drop.into(folder, "b.txt", "3\n");
        runUntil(harness, lines, 3);

        assertThat(all(lines)).containsExactly("1", "2", "3");
        assertThat(files).contains(List.of(a.toString()), List.of(b.toString()));
    }

    @StreamingTest
    void shouldReadRecordsThatAFunctionMakes(StreamHarness harness) throws Exception {
        Drop.into(folder, "a.x", "12345");
        Drop.into(folder, "b.y", "1");
        InputDStream<Integer> sizes = harness.context()
                .fileStream(
                        folder.toString(), in -> List.of(in.readAllBytes().length), name -> name.endsWith(".x"), false);
        CollectingSink<Integer> collected = harness.collect(sizes);

        runUntil(harness, collected, 1);

        assertThat(all(collected)).containsExactly(5);
    }

    @StreamingTest
    void shouldReadBinaryRecords(StreamHarness harness) throws Exception {
        CollectingSink<String> records = harness.collect(
                harness.context().binaryRecordsStream(folder.toString(), 2).map(String::new));
        harness.runBatches(1);
        Drop.into(folder, "a", "aabbcc");

        runUntil(harness, records, 3);

        assertThat(all(records)).containsExactly("aa", "bb", "cc");
    }

    @StreamingTest
    void shouldReadByName(StreamHarness harness) throws Exception {
        Drop.into(folder, "a.csv", "id\n7\n");
        Map<String, String> options = Map.of("path", folder.toString(), "format", "csv", "settle", "0");
        CollectingSink<String> ids = harness.collect(
                harness.context().stream("file", options, Map.class).map(row -> (String) row.get("id")));

        runUntil(harness, ids, 1);

        assertThat(all(ids)).containsExactly("7");
    }

    @StreamingTest
    void shouldFailTheBatchByNameWhenAFileIsNoSuch(StreamHarness harness) throws Exception {
        Path file = Drop.into(folder, "a.gz", "no gzip");
        harness.collect(
                harness.context().stream(FileSource.text(folder.toString()).build()));

        assertThatIOException().isThrownBy(() -> harness.runBatches(1_000)).withMessageContaining(file.toString());
    }

    @Test
    void shouldRefuseToStartOnAMissingDirectory() {
        try (StreamingContext context = new StreamingContext("local[1]", "missing-dir", Durations.seconds(1))) {
            context.textFileStream(folder + "/missing").print();

            assertThat(catchThrowable(context::start)).hasStackTraceContaining(folder + "/missing' does not exist");
        }
    }

    @Test
    void shouldNameEveryWrongOption() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> FileSource.text(" ")
                        .files("{a")
                        .charset(UTF_16)
                        .maxFilesPerBatch(0)
                        .maxLineBytes(0)
                        .archiveTo("/x/*")
                        .separator('"')
                        .build())
                .withMessageContainingAll(
                        "path is ' '",
                        "files: '{a'",
                        "UTF-16",
                        "max.files is 0",
                        "max.line.bytes is 0",
                        "archive is '/x/*'",
                        "csv.separator");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(
                        () -> Options.check("source 'file'", Map.of("pth", "x", "max.files", "0"), FileSettings.all()))
                .withMessageContainingAll("did you mean 'path'?", "'max.files' is '0'");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> FileSource.text(folder.toString())
                        .recursive()
                        .archiveTo(folder + "/done")
                        .build())
                .withMessageContaining("files would come back");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> FileSource.text("nosuch:/dir").build())
                .withMessageContaining("no file store for 'nosuch:'");
    }

    @Test
    void shouldRefuseOptionsThatWouldDoNothing() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(
                        () -> FileSource.text(folder.toString()).separator(';').build())
                .withMessageContaining("csv.separator is set, but the format is text");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> FileSource.binaryRecords(folder.toString(), 4)
                        .cutLinesAt(10)
                        .build())
                .withMessageContainingAll("max.line.bytes is set", "long.lines is set", "the format is binary");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> FileSource.converted(folder.toString(), in -> List.of())
                        .charset(UTF_8)
                        .build())
                .withMessageContaining("charset is set, but a function makes the records");
    }

    @Test
    void shouldDocumentItsOptions() throws Exception {
        OptionsTable.check(Path.of("../docs/connectors/file-source.md"), FileSettings.all());
    }

    private static void runUntil(StreamHarness harness, CollectingSink<?> sink, int records) throws Exception {
        for (int i = 0; i < 1_000 && all(sink).size() < records; i++) {
            harness.runBatches(1);
            Thread.sleep(5);
        }
    }

    private static <T> List<T> all(CollectingSink<T> sink) {
        List<T> all = new ArrayList<>();
        sink.batches().forEach(all::addAll);
        return all;
    }
}

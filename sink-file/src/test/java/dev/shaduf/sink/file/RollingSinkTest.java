// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.function.Tuple2;
import dev.shaduf.spi.Recovery;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import dev.shaduf.time.Durations;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollingSinkTest {
    private final Batches batches = new Batches();

    @TempDir
    Path folder;

    @Test
    void shouldShowAFilePerBatchAndDirectory() throws Exception {
        try (SinkSession<Object> session = open(out().partitionByTime("yyyy-MM-dd")
                .partitionBy(record -> "key=" + record.toString().charAt(0)))) {
            batches.write(session, 1, List.of("a1", "b1"), List.of("a2"));
            batches.write(session, 2, List.of("a3"));
        }

        Rolled rolled = Rolled.in(folder);
        assertThat(rolled.directories()).containsExactly("2001-09-09/key=a", "2001-09-09/key=b");
        assertThat(rolled.files()).hasSize(3);
        assertThat(rolled.lines()).containsExactly("a1", "a2", "a3", "b1");
    }

    @Test
    void shouldPutBatchesTogetherUntilTheyAreLargeEnough() throws Exception {
        SinkSession<Object> session = open(out().rollAt(6));
        batches.write(session, 1, List.of("a"), List.of("b"));
        assertThat(Rolled.in(folder).files()).isEmpty();
        assertThat(session.recover(batches.batch(1))).isEqualTo(Recovery.COMMITTED);
        batches.write(session, 2);
        batches.write(session, 3, List.of("c"));

        assertThat(Rolled.in(folder).files()).hasSize(1);
        assertThat(Rolled.in(folder).lines()).containsExactly("a", "b", "c");
    }

    @Test
    void shouldPutBatchesTogetherUntilTheOldestIsOldEnough() throws Exception {
        SinkSession<Object> session = open(out().rollEvery(Durations.seconds(3)));
        for (int i = 1; i <= 3; i++) {
            batches.write(session, i, List.of("" + i));
        }
        assertThat(Rolled.in(folder).files()).isEmpty();
        batches.write(session, 4, List.of("4"));

        assertThat(Rolled.in(folder).files()).hasSize(1);
        assertThat(Rolled.in(folder).lines()).containsExactly("1", "2", "3", "4");
    }

    @Test
    void shouldNotLookAgainAtEachBatchThatWaits() throws Exception {
        SinkSession<Object> session = Batches.open(
                FileSink.builder("broken:" + folder.resolve("out"))
                        .rollAt(1 << 20)
                        .build(),
                "out",
                1);
        for (int i = 1; i <= 3; i++) {
            batches.write(session, i, List.of("" + i));
        }
        int forFew = looks(session, 4);
        for (int i = 5; i <= 50; i++) {
            batches.write(session, i, List.of("" + i));
        }

        assertThat(looks(session, 51)).isEqualTo(forFew);
        session.close();
        assertThat(Rolled.in(folder.resolve("out")).lines()).hasSize(51);
    }

    private int looks(SinkSession<Object> session, int number) throws Exception {
        int before = BrokenDisk.looks();
        batches.write(session, number, List.of("" + number));
        return BrokenDisk.looks() - before;
    }

    @Test
    void shouldShowWhatWaitsWhenItIsClosed() throws Exception {
        try (SinkSession<Object> session = open(out().rollAt(1_000))) {
            batches.write(session, 1, List.of("a"));
        }

        assertThat(Rolled.in(folder).lines()).containsExactly("a");
    }

    @Test
    void shouldShowWhatWaitsOfAStreamWhoseCheckpointIsGone() throws Exception {
        FileSink sink = out().rollAt(1_000).build();
        new Batches().write(Batches.open(sink, "out", 5), 7, List.of("a"));
        try (SinkSession<Object> next = Batches.open(sink, "out", 1)) {
            batches.write(next, 1, List.of("b"));
        }

        assertThat(Rolled.in(folder).lines()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void shouldLeaveWhatALaterRunOfTheStreamHasCommitted() throws Exception {
        FileSink sink = out().rollAt(1_000).build();
        batches.write(batches.open(sink, 2), 1, List.of("a"));
        batches.open(sink, 1).close();
        assertThat(Rolled.in(folder).files()).isEmpty();
        batches.open(sink, 3).close();

        assertThat(Rolled.in(folder).lines()).containsExactly("a");
    }

    @Test
    void shouldLeaveOnlyMarksBehindAndPruneThem() throws Exception {
        SinkSession<Object> session = open(out());
        for (int i = 1; i <= 20; i++) {
            batches.write(session, i, i % 3 == 0 ? List.of() : List.of("" + i));
        }
        session.prune(batches.batch(15).id());

        for (int i = 1; i <= 21; i++) {
            assertThat(session.recover(batches.batch(i)))
                    .isEqualTo(i < 15 || (i % 3 == 0 && i != 18) ? Recovery.NOT_COMMITTED : Recovery.COMMITTED);
        }
        assertThat(hiddenFiles()).hasSize(4).allMatch(file -> file.toString().contains("/marks/"));
        session.prune(batches.batch(21).id());
        session.close();
        assertThat(hiddenFiles()).isEmpty();
    }

    @Test
    void shouldWriteTheColumnsOncePerFile() throws Exception {
        FileSink.Builder csv = out().format(FileFormat.CSV).columns(List.of("word", "count"));
        try (SinkSession<Object> session = open(csv.rollAt(1_000))) {
            batches.write(session, 1, List.of(new Tuple2<>("a,b", 1)), List.of(new Tuple2<>("c", 2)));
            batches.write(session, 2, List.of(new Tuple2<>("d", 3)));
        }

        assertThat(Rolled.in(folder).lines()).containsExactly("word,count", "\"a,b\",1", "c,2", "d,3");
    }

    @Test
    void shouldRefuseKeysThatLeaveTheDirectoryOrHideOrAreTooLong() throws Exception {
        List<String> keys =
                List.of("..", "a/../b", "/a", ".hidden", "_x", "", "a//b", "x".repeat(256), "a/" + "ä".repeat(128));
        for (String key : keys) {
            SinkSession<Object> session = open(out().partitionBy(record -> key));

            assertThatIOException()
                    .isThrownBy(() -> batches.write(session, 1, List.of("a")))
                    .withMessageContaining("'" + key + "'");
        }
    }

    @Test
    void shouldTakeKeysOfAnyOtherKind() throws Exception {
        List<String> keys = List.of("a b", "10:30", "100%", "ä", "q?x#y", "line\nbreak");
        try (SinkSession<Object> session = open(out().partitionBy(Object::toString))) {
            batches.write(session, 1, keys);
        }

        assertThat(Rolled.in(folder).directories()).containsExactlyInAnyOrderElementsOf(keys);
    }

    /** From some change on the disk takes no more, which leaves what a process leaves that is killed there. */
    @Test
    void shouldShowEveryRecordOnceWhereverItWasInterrupted() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int rounds = Boolean.getBoolean("test.soak") ? 500 : 12;
        for (int round = 0; round < rounds; round++) {
            Path place = Files.createDirectory(folder.resolve("round" + round));
            FileSink sink = FileSink.builder("broken:" + place.resolve("out"))
                    .partitionBy(record -> "k" + record.toString().length() % 2)
                    .rollAt(1 + random.nextInt(30))
                    .build();
            interrupt(sink, place, random, seed + " round " + round);
        }
    }

    private void interrupt(FileSink sink, Path place, Random random, String seed) throws Exception {
        Batches written = new Batches();
        int last = 6;
        BrokenDisk.failAfter(10 + random.nextInt(120));
        int reached = 0;
        try {
            SinkSession<Object> session = Batches.open(sink, "out", 1);
            for (int i = 1; i <= last; i++) {
                written.write(session, i, records(i));
                reached = i;
            }
        } catch (IOException died) {
            assertThat(died).as(seed).hasStackTraceContaining("the disk is gone");
        }
        BrokenDisk.repair();
        try (SinkSession<Object> session = Batches.open(sink, "out", 2)) {
            for (int i = 1; i <= last; i++) {
                Recovery recovery = session.recover(written.batch(i));
                if (i <= reached) {
                    assertThat(recovery).as(seed + " batch " + i).isEqualTo(Recovery.COMMITTED);
                }
                if (recovery == Recovery.NOT_COMMITTED) {
                    written.write(session, i, records(i));
                }
            }
        }
        List<String> expected = IntStream.rangeClosed(1, last)
                .boxed()
                .flatMap(i -> records(i).stream())
                .toList();
        assertThat(Rolled.in(place.resolve("out")).lines()).as(seed).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void shouldNameSinkAndPathWhenTheDiskIsFull() throws Exception {
        FileSink sink = FileSink.builder("full:/data/out").rolling().build();
        SinkSession<Object> session = Batches.open(sink, "out", 1);
        SinkWriter<Object> writer = session.writer(batches.batch(1), 0, 0);
        writer.write("a");

        assertThatIOException()
                .isThrownBy(writer::prepare)
                .withMessageContaining("sink file(full:/data/out) could not finish 'full:/data/out/.shaduf-")
                .withMessageEndingWith("No space left on device");
        writer.abort();
    }

    @Test
    void shouldGoOnInTheSameRunWhenThereIsSpaceAgain() throws Exception {
        for (int changes = 0; changes < 12; changes++) {
            Path place = Files.createDirectory(folder.resolve("space" + changes));
            SinkSession<Object> session = Batches.open(
                    FileSink.builder("broken:" + place.resolve("out")).rollAt(1).build(), "out", 1);
            Batches written = new Batches();
            List<Serializable> commits = written.prepare(session, 1, List.of("a"), List.of("b"));
            BrokenDisk.failAfter(changes);
            try {
                session.commit(written.batch(1), commits);
            } catch (IOException full) {
                assertThat(full).hasMessageContaining("sink file(broken:").hasStackTraceContaining("the disk is gone");
            }
            BrokenDisk.repair();

            session.commit(written.batch(1), commits);
            session.close();

            assertThat(Rolled.in(place.resolve("out")).lines())
                    .as("space for " + changes)
                    .containsExactlyInAnyOrder("a", "b");
        }
    }

    @Test
    void shouldNameTheSinkAndRollLaterWhenWhatWaitsCannotBeRead() throws Exception {
        FileSink sink = FileSink.builder("broken:" + folder.resolve("out"))
                .rollAt(1_000)
                .build();
        SinkSession<Object> session = Batches.open(sink, "out", 1);
        batches.write(session, 1, List.of("a"));
        batches.write(session, 2, List.of("b"));
        BrokenDisk.failReads();

        assertThatIOException().isThrownBy(session::close).withStackTraceContaining("the disk cannot be read");
        BrokenDisk.repair();
        Batches.open(sink, "out", 2).close();

        assertThat(Rolled.in(folder.resolve("out")).lines()).containsExactly("a", "b");
    }

    private static List<String> records(int batch) {
        return List.of("r" + batch, "rr" + batch, "s" + batch);
    }

    @Test
    void shouldNameWhatDoesNotGoWithRolling() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> out().suffix("txt")
                        .emptyBatches(true)
                        .columns(List.of("a"))
                        .format(FileFormat.OBJECT)
                        .partitionByTime("no pattern")
                        .rollEvery(Durations.milliseconds(0))
                        .build())
                .withMessageContainingAll(
                        "suffix is 'txt'",
                        "empty.batches is true",
                        "columns are [a]",
                        "format is object",
                        "'no pattern'",
                        "a roll must be");
    }

    private FileSink.Builder out() {
        return FileSink.builder(folder.toString()).rolling();
    }

    private static SinkSession<Object> open(FileSink.Builder sink) throws Exception {
        return Batches.open(sink.build(), "out", 1);
    }

    private List<Path> hiddenFiles() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> folder.relativize(file).toString().startsWith("."))
                    .toList();
        }
    }
}

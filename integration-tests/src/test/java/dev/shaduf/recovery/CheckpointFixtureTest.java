// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.Position;
import dev.shaduf.spi.Receiver;
import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.CrashInjector;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Durations;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole checkpoint directory as the first version wrote it, with journal, snapshots and a receiver's log: a program of today goes on
 * from it, and will have to for ever. {@code -Dfixture.write=FILE} writes one, for another version of the format.
 */
class CheckpointFixtureTest {
    private static final String FIXTURE = "checkpoint-1.zip";
    private static final int BATCHES = 5;

    @TempDir
    Path temp;

    private final CollectingSink<String> received = new CollectingSink<>("received");

    @Test
    void shouldGoOnFromADirectoryOfTheFirstVersion() throws Exception {
        Path checkpoint = temp.resolve("checkpoint");
        String written = System.getProperty("fixture.write");
        if (written != null) {
            Story writing = new Story(temp).on(checkpoint.toString());
            writing.run(program(), BATCHES);
            zip(checkpoint, Path.of(written));
        }
        Path copy = temp.resolve("copy");
        unzip(written == null ? resource() : Files.newInputStream(Path.of(written)), copy);

        Story story = new Story(temp).on(copy.toString()).feed(BATCHES);
        story.clock.advance(Durations.seconds(BATCHES));
        runOnceReceived(story.feed(1));

        Story whole = new Story(temp);
        whole.run(Story.Run.usual(), BATCHES + 1);
        for (Map.Entry<String, Map<Long, String>> expected : whole.said().entrySet()) {
            long last = BATCHES + 1;
            assertThat(story.said().get(expected.getKey()).get(last))
                    .as(expected.getKey())
                    .isEqualTo(expected.getValue().get(last));
        }
        assertThat(received.collected().stream().flatMap(batch -> batch.records().stream()))
                .contains("after 1");
    }

    /** Runs a batch that has what the receiver stores when it starts. */
    private void runOnceReceived(Story story) throws Exception {
        try (StreamHarness harness = story.harness(program(), CrashInjector.throwing())) {
            harness.start();
            await().until(() -> harness.status().inputs().stream().anyMatch(input -> input.backlogRecords() > 0));
            harness.runBatches(1);
        }
    }

    private Story.Run program() {
        return Story.Run.usual().describedBy(program -> {
            program.all();
            program.harness()
                    .context()
                    .receiverStream(new Numbered())
                    .sinkTo(received)
                    .uid("received-out");
        });
    }

    /** Stores one record with a position, and says after which one it goes on. */
    private static final class Numbered extends Receiver<String> {
        private static final long serialVersionUID = 1L;

        Numbered() {
            super(StorageLevel.MEMORY_ONLY);
        }

        @Override
        public Guarantee promise() {
            return Guarantee.EXACTLY_ONCE;
        }

        @Override
        public void onStart() {
            Thread thread = new Thread(this::run, "numbered");
            thread.setDaemon(true);
            thread.start();
        }

        private void run() {
            BigInteger last =
                    context().lastPosition("lane").map(Position::value).orElse(BigInteger.ZERO);
            store("after " + last, new Position("lane", last.add(BigInteger.ONE)));
        }

        @Override
        public void onStop() {}
    }

    private static InputStream resource() {
        return Objects.requireNonNull(CheckpointFixtureTest.class.getResourceAsStream(FIXTURE));
    }

    private static void zip(Path directory, Path file) throws IOException {
        List<Path> files = new ArrayList<>();
        try (var found = Files.walk(directory)) {
            found.filter(Files::isRegularFile).sorted().forEach(files::add);
        }
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Path each : files) {
                out.putNextEntry(new ZipEntry(directory.relativize(each).toString()));
                Files.copy(each, out);
            }
        }
    }

    private static void unzip(InputStream from, Path directory) throws IOException {
        try (ZipInputStream in = new ZipInputStream(from)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = directory.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(in, file);
            }
        }
    }
}

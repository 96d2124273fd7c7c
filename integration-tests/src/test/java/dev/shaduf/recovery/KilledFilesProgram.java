// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import dev.shaduf.StreamingContext;
import dev.shaduf.listener.StreamingListener;
import dev.shaduf.listener.StreamingListenerBatchCompleted;
import dev.shaduf.sink.file.FileSink;
import dev.shaduf.source.file.FileSource;
import dev.shaduf.time.Durations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The program that {@link KilledFilesIT} kills: lines of files that appear in two directories, into a directory per batch and
 * into files that roll. It has begun once there is a file {@code begun}, and ends by itself once there is a file {@code end} and
 * as many lines have come out as it says.
 */
final class KilledFilesProgram {
    private static final long BATCH_MILLIS = 100;
    private static final int BATCHES_AT_LEAST = 3;

    private KilledFilesProgram() {}

    /** Takes what {@link ProgramRun} reads. */
    public static void main(String[] args) throws Exception {
        ProgramRun run = ProgramRun.of(args);
        run.toEnd(BATCH_MILLIS, ssc -> describe(run.directory(), ssc), () -> isDone(run.directory()));
    }

    private static void describe(Path directory, StreamingContext ssc) {
        ssc.textFileStream(directory.resolve(DroppedLines.MOVED).toString())
                .sinkTo(FileSink.builder(directory.resolve("out/batch").toString())
                        .build())
                .uid("batches");
        ssc.stream(FileSource.text(directory.resolve(DroppedLines.RENAMED).toString())
                        .settle(Durations.milliseconds(0))
                        .listInterval(Durations.milliseconds(50))
                        .splitBytes(2_000)
                        .maxFilesPerBatch(20)
                        .deleteFiles()
                        .build())
                .sinkTo(FileSink.builder(directory.resolve("rolled").toString())
                        .partitionBy(line -> "rest=" + line.toString().length() % 2)
                        .rollAt(20_000)
                        .rollEvery(Durations.milliseconds(500))
                        .gzip()
                        .build())
                .uid("rolled");
        ssc.addStreamingListener(new Begun(directory.resolve("begun"), new AtomicInteger()));
    }

    private static boolean isDone(Path directory) throws IOException {
        Path end = directory.resolve("end");
        if (!Files.exists(end)) {
            return false;
        }
        long lines = Long.parseLong(Files.readString(end));
        return OutputLines.of(directory.resolve("out")).size() >= lines
                && OutputLines.of(directory.resolve("rolled")).size() >= lines;
    }

    /** Tells that what is there already was left out, for good. */
    private record Begun(Path file, AtomicInteger batches) implements StreamingListener {
        @Override
        public void onBatchCompleted(StreamingListenerBatchCompleted completed) {
            try {
                if (batches.incrementAndGet() == BATCHES_AT_LEAST && !Files.exists(file)) {
                    Files.createFile(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shaduf.spi.CheckpointStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Owns a checkpoint directory in a process of its own, and writes a line into it for each line that it is told. */
final class OwnerOfDirectory {
    private OwnerOfDirectory() {}

    /** Takes the directory; says {@code owns} and the epoch, then of each line that it is {@code written}, or what went wrong. */
    public static void main(String[] args) throws IOException {
        try (CheckpointStore store =
                        new LocalCheckpointStoreProvider().open(Path.of(args[0]).toUri());
                BufferedReader told = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            System.out.println("owns " + store.acquire("first"));
            CheckpointStore.Segment segment = store.create("lines/1");
            for (String line = told.readLine(); line != null; line = told.readLine()) {
                System.out.println(write(segment, line));
            }
        }
    }

    private static String write(CheckpointStore.Segment segment, String line) {
        try {
            segment.append(ByteBuffer.wrap(line.getBytes(UTF_8)));
            segment.sync();
            return "written";
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file of pairs that did not fit in memory: for each reduce partition a section, sorted by key.
 *
 * @param file the file
 * @param offsets where the section of each partition begins
 * @param counts how many pairs are in it
 */
record SortedRun(Path file, long[] offsets, int[] counts) {
    private static final int BUFFER = 64 << 10;

    /** Writes sorted sections. */
    static SortedRun write(Path file, @Nullable Object[] @Nullable [] sections, PairFormat format) throws IOException {
        long[] offsets = new long[sections.length];
        int[] counts = new int[sections.length];
        try (OutputStream bytes = Files.newOutputStream(file);
                CountedOutput counted = new CountedOutput(new BufferedOutputStream(bytes, BUFFER));
                DataOutputStream out = new DataOutputStream(counted)) {
            for (int partition = 0; partition < sections.length; partition++) {
                @Nullable Object[] section = sections[partition];
                offsets[partition] = counted.count();
                counts[partition] = section == null ? 0 : section.length;
                for (int i = 0; i < counts[partition]; i++) {
                    format.write(section[i], out);
                }
            }
        }
        return new SortedRun(file, offsets, counts);
    }

    /** Opens the section of a partition. */
    DataInputStream open(int partition, int buffer) throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(file);
        try {
            channel.position(offsets[partition]);
            InputStream bytes = Channels.newInputStream(channel);
            return new DataInputStream(new BufferedInputStream(bytes, buffer));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }
}

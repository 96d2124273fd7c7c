// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.feed;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;

/** Sends each lane its share of a file as fast as the lane takes it; the kernel copies from file to socket. */
final class FullSpeedFeed implements LaneFeed {

    private final Path file;
    private final List<FileShare> shares;
    private final int passes;

    FullSpeedFeed(Path file, int lanes, int passes) throws IOException {
        this.file = file;
        this.passes = passes;
        try (FileChannel channel = FileChannel.open(file)) {
            shares = FileShare.split(channel, lanes);
        }
    }

    @Override
    public long send(int lane, long startMicros, WritableByteChannel out) throws IOException {
        FileShare share = shares.get(lane);
        try (FileChannel channel = FileChannel.open(file)) {
            for (int pass = 0; pass < passes; pass++) {
                sendOnce(channel, share, out);
            }
        }
        return share.bytes() * passes;
    }

    private static void sendOnce(FileChannel channel, FileShare share, WritableByteChannel out) throws IOException {
        long at = share.offset();
        long end = at + share.bytes();
        while (at < end) {
            at += channel.transferTo(at, end - at, out);
        }
    }
}

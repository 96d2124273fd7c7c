// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.feed;

import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import dev.shaduf.benchmarks.protocol.Arguments;
import dev.shaduf.benchmarks.protocol.EpochMicros;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Serves lines over TCP on the loopback interface: one port and one connection per lane. Nothing is sent before every
 * lane is connected.
 *
 * <p>Announces {@code READY ports=p1,p2}, {@code CONNECTED atMicros=…} and {@code FED bytes=… atMicros=…}. Options:
 * {@code file} (lines), {@code lanes}, {@code passes} (how often the file is sent), {@code hold} ({@code true}: leave the
 * connections open after the last byte until standard input ends), and, for a fixed rate, {@code rate} (records per
 * second over all lanes) and {@code seconds}.
 */
public final class SocketFeeder implements AutoCloseable {

    private static final Set<String> OPTIONS = Set.of("file", "lanes", "passes", "hold", "rate", "seconds");
    private static final int PACED_TEXTS = 10_000;

    private final List<ServerSocketChannel> servers = new ArrayList<>();
    private final List<SocketChannel> lanes = new ArrayList<>();

    /**
     * Listens on one free port per lane.
     *
     * @param lanes how many
     * @throws IOException if no port can be had
     */
    SocketFeeder(int lanes) throws IOException {
        for (int lane = 0; lane < lanes; lane++) {
            servers.add(ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
        }
    }

    /**
     * Serves one run and ends.
     *
     * @param args the options
     * @throws IOException if the file cannot be read or a connection breaks
     * @throws InterruptedException never: nobody interrupts the main thread
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Arguments arguments = Arguments.parse(OPTIONS, args);
        int lanes = arguments.integer("lanes", 1);
        LaneFeed feed = feed(arguments, lanes);
        try (SocketFeeder feeder = new SocketFeeder(lanes)) {
            Announcement.of(Kind.READY).with("ports", feeder.ports()).announce();
            feeder.accept();
            long startMicros = EpochMicros.now();
            Announcement.of(Kind.CONNECTED).with(Announcement.AT, startMicros).announce();
            long bytes = feeder.send(feed, startMicros);
            Announcement fed = Announcement.of(Kind.FED).with("bytes", bytes).with(Announcement.AT, EpochMicros.now());
            if (Boolean.parseBoolean(arguments.text("hold", "false"))) {
                fed.announceAndAwaitRelease();
            } else {
                fed.announce();
            }
        }
    }

    /** Returns the port of each lane, joined by commas. */
    String ports() {
        return servers.stream()
                .map(server -> Integer.toString(server.socket().getLocalPort()))
                .collect(Collectors.joining(","));
    }

    /** Waits for one connection per lane, then listens no more: a second connection is refused, not left waiting. */
    void accept() throws IOException {
        for (ServerSocketChannel server : servers) {
            lanes.add(server.accept());
            server.close();
        }
    }

    /** Sends all lanes at once and returns how many bytes went out. */
    long send(LaneFeed feed, long startMicros) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(lanes.size());
        try {
            List<Callable<Long>> sends = new ArrayList<>();
            for (int lane = 0; lane < lanes.size(); lane++) {
                int number = lane;
                sends.add(() -> feed.send(number, startMicros, lanes.get(number)));
            }
            return sum(threads.invokeAll(sends));
        } finally {
            threads.shutdownNow();
        }
    }

    @Override
    public void close() throws IOException {
        for (ServerSocketChannel server : servers) {
            server.close();
        }
        for (SocketChannel lane : lanes) {
            lane.close();
        }
    }

    private static LaneFeed feed(Arguments arguments, int lanes) throws IOException {
        Path file = Path.of(arguments.text("file"));
        if (!arguments.has("rate")) {
            return new FullSpeedFeed(file, lanes, arguments.integer("passes", 1));
        }
        return new PacedFeed(firstLines(file), lanes, arguments.number("rate"), arguments.number("seconds"));
    }

    private static List<byte[]> firstLines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.limit(PACED_TEXTS)
                    .map(line -> (line + "\n").getBytes(StandardCharsets.UTF_8))
                    .toList();
        }
    }

    private static long sum(List<Future<Long>> sends) throws IOException, InterruptedException {
        long bytes = 0;
        for (Future<Long> send : sends) {
            try {
                bytes += send.get();
            } catch (ExecutionException e) {
                throw new IOException("A lane broke after all were connected", e.getCause());
            }
        }
        return bytes;
    }
}

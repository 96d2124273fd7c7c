// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.Position;
import dev.shaduf.spi.Receiver;
import dev.shaduf.time.Durations;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SocketPositionsTest {
    private final List<String> greetings = new CopyOnWriteArrayList<>();

    @Test
    void shouldTellThePeerWhereToGoOnInEachLane() throws Exception {
        Peer.Script first = connection -> {
            greet(connection);
            send(connection, "a\t1\tone\n" + "a\t2\ttwo\ttabs\tare\tfine\n" + "b\t900000000000000000000\tlarge\n");
        };
        try (Peer peer = Peer.playing(first, this::greetAndWait);
                StubContext<String> context = StubContext.start(positions(peer))) {
            await().until(() -> greetings.size() == 2);

            assertThat(greetings).containsExactly("a - b - ", "a 2 b 900000000000000000000 ");
            assertThat(context.records).containsExactly("one", "two\ttabs\tare\tfine", "large");
            assertThat(context.lastPosition("a")).contains(Position.of("a", 2));
        }
    }

    @Test
    void shouldDropWhatIsSentAgain() throws Exception {
        Peer.Script rude = connection -> {
            greet(connection);
            send(connection, "a\t1\tone\na\t2\ttwo\n");
        };
        Peer.Script more = connection -> {
            greet(connection);
            send(connection, "a\t1\tone\na\t2\ttwo\na\t3\tthree\n");
            Peer.silent().play(connection);
        };
        try (Peer peer = Peer.playing(rude, more);
                StubContext<String> context = StubContext.start(positions(peer))) {
            await().until(() -> context.records.size() == 3);

            assertThat(context.records).containsExactly("one", "two", "three");
            assertThat(context.counter("duplicates-dropped")).isEqualTo(2);
        }
    }

    @Test
    void shouldNotStoreALineThatMayBeHalf() throws Exception {
        Peer.Script half = connection -> {
            greet(connection);
            send(connection, "a\t1\tone\na\t2\ttw");
        };
        Peer.Script whole = connection -> {
            greet(connection);
            send(connection, "a\t2\ttwo\n");
            Peer.silent().play(connection);
        };
        try (Peer peer = Peer.playing(half, whole);
                StubContext<String> context = StubContext.start(positions(peer))) {
            await().until(() -> context.records.size() == 2);

            assertThat(context.records).containsExactly("one", "two");
            assertThat(context.counter("half-frames")).isEqualTo(1);
            assertThat(context.errors).singleElement().asString().contains("not stored");
        }
    }

    @Test
    void shouldRefuseAPeerThatDoesNotOpenAsAgreed() throws Exception {
        try (Peer peer = Peer.playing(Peer.sendingThenSilent("hello\n".getBytes(UTF_8)));
                StubContext<String> context = StubContext.start(positions(peer))) {
            await().until(() -> !context.errors.isEmpty());

            assertThat(context.errors.get(0)).contains("opens with 'hello'", "'positions'");
            assertThat(context.records).isEmpty();
        }
    }

    @Test
    void shouldRefuseALineWithoutAPosition() throws Exception {
        for (String bad :
                List.of("a one", "a\tone", "a\t\tone", "a\t-1\tone", "a\t1x\tone", "a\t" + "9".repeat(200) + "\t")) {
            Peer.Script script = connection -> {
                greet(connection);
                send(connection, bad + "\n");
                Peer.silent().play(connection);
            };
            try (Peer peer = Peer.playing(script);
                    StubContext<String> context = StubContext.start(positions(peer))) {
                await().until(() -> !context.errors.isEmpty());

                assertThat(context.errors.get(0)).contains("it must be lane, position and payload");
                assertThat(context.records).isEmpty();
            }
        }
    }

    @Test
    void shouldStoreEachRecordOnceThoughConnectionsBreakAtRandom() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int records = 2_000;
        Peer.Script flaky = connection -> {
            int from = greet(connection);
            StringBuilder text = new StringBuilder();
            IntStream.rangeClosed(Math.max(1, from - 3), records)
                    .forEach(n -> text.append("a\t")
                            .append(n)
                            .append("\trecord ")
                            .append(n)
                            .append('\n'));
            int cut = random.nextInt(5_000);
            send(connection, text.substring(0, Math.min(cut, text.length())));
            if (cut >= text.length()) {
                Peer.silent().play(connection);
            }
        };
        try (Peer peer = Peer.playing(flaky);
                StubContext<String> context = StubContext.start(positions(peer))) {
            await().until(() -> context.lastPosition("a").equals(java.util.Optional.of(Position.of("a", records))));

            assertThat(context.records)
                    .as("seed %d", seed)
                    .isEqualTo(IntStream.rangeClosed(1, records)
                            .mapToObj(n -> "record " + n)
                            .toList());
        }
    }

    @Test
    void shouldPromiseExactlyOnce() {
        assertThat(SocketReceiver.positions("localhost", 1).build().promise()).isEqualTo(Guarantee.EXACTLY_ONCE);
    }

    private void greetAndWait(Socket connection) throws Exception {
        greet(connection);
        Peer.silent().play(connection);
    }

    /** Opens with two lanes, and returns where the first goes on. */
    private int greet(Socket connection) throws IOException {
        send(connection, "positions\t1\ta\tb\n");
        BufferedReader in = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
        List<String> answers = new ArrayList<>();
        String line = in.readLine();
        while (line != null && !line.equals("go")) {
            answers.add(line);
            line = in.readLine();
        }
        StringBuilder greeting = new StringBuilder();
        answers.forEach(
                answer -> greeting.append(answer.substring("from\t".length()).replace('\t', ' '))
                        .append(' '));
        greetings.add(greeting.toString());
        String first = answers.get(0).split("\t")[2];
        return first.equals("-") ? 1 : Integer.parseInt(first) + 1;
    }

    private static void send(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(UTF_8));
    }

    private static Receiver<String> positions(Peer peer) {
        return SocketReceiver.positions("127.0.0.1", peer.port())
                .reconnect(Durations.milliseconds(1), Durations.milliseconds(5))
                .build();
    }
}

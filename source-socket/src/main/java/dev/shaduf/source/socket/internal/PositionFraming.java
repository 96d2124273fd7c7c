// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket.internal;

import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.LineReader;
import dev.shaduf.spi.Position;
import dev.shaduf.spi.Receiver;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Lines with positions, from a peer that can send again. The peer opens with {@code positions TAB 1 TAB lane TAB lane …};
 * we answer {@code from TAB lane TAB position} for each lane, with {@code -} where nothing was stored, and {@code go};
 * then every line is {@code lane TAB position TAB payload}.
 *
 * @param limit what happens to long lines
 */
public record PositionFraming(LineLimit limit) implements Framing<String> {
    private static final String HELLO = "positions\t1\t";
    private static final int LONGEST_NUMBER = 100;

    @Override
    public Guarantee promise() {
        return Guarantee.EXACTLY_ONCE;
    }

    @Override
    public void read(Connection connection, Receiver<String> receiver) throws IOException {
        LineReader lines = limit.lines(connection.in());
        Text text = new Text(StandardCharsets.UTF_8, receiver.context()::count);
        try {
            if (limit.next(lines)) {
                greet(line(lines, text), connection.out(), receiver);
            }
            while (limit.next(lines)) {
                store(line(lines, text), receiver);
                if (lines.tooLong()) {
                    receiver.context().count(LineFraming.CUT, 1);
                }
            }
        } catch (FramingException e) {
            if (!lines.ended()) {
                receiver.context().count(RawFraming.HALF, 1);
            }
            throw e;
        } catch (IOException e) {
            if (lines.midLine()) {
                receiver.context().count(RawFraming.HALF, 1);
            }
            throw e;
        }
    }

    private static String line(LineReader lines, Text text) throws FramingException {
        String line = text.decode(lines.buffer(), lines.offset(), lines.length());
        if (!lines.ended()) {
            throw new FramingException("the connection ended in the middle of a line of " + line.length()
                    + " characters or more; it was not stored");
        }
        return line;
    }

    private static void greet(String hello, OutputStream out, Receiver<?> receiver) throws IOException {
        if (!hello.startsWith(HELLO)) {
            throw new FramingException("the peer opens with '" + shortened(hello)
                    + "'; with positions it must open with 'positions', '1' and its lanes, with tabs between");
        }
        StringBuilder answer = new StringBuilder();
        for (String lane : List.of(hello.substring(HELLO.length()).split("\t", -1))) {
            String from = receiver.context()
                    .lastPosition(lane)
                    .map(position -> position.value().toString())
                    .orElse("-");
            answer.append("from\t").append(lane).append('\t').append(from).append('\n');
        }
        out.write(answer.append("go\n").toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void store(String line, Receiver<String> receiver) throws FramingException {
        int first = line.indexOf('\t');
        int second = first < 0 ? -1 : line.indexOf('\t', first + 1);
        if (second < 0 || !number(line, first + 1, second)) {
            throw new FramingException("a line is '" + shortened(line)
                    + "'; with positions it must be lane, position and payload, with tabs between, the position a whole"
                    + " number");
        }
        Position position = new Position(line.substring(0, first), new BigInteger(line.substring(first + 1, second)));
        receiver.store(line.substring(second + 1), position);
    }

    private static boolean number(String line, int from, int to) {
        if (from == to || to - from > LONGEST_NUMBER) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (line.charAt(i) < '0' || line.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static String shortened(String line) {
        return line.length() <= LONGEST_NUMBER ? line : line.substring(0, LONGEST_NUMBER) + "…";
    }
}

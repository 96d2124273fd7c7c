// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.faults;

import dev.shaduf.StreamingContext;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.listener.InputStatus;
import dev.shaduf.source.socket.SocketReceiver;
import dev.shaduf.source.socket.SocketReceiverBuilder;
import dev.shaduf.spi.Receiver;
import dev.shaduf.time.Durations;
import java.util.List;

/** Reads lines of a peer in a JVM of its own, with little memory, and prints what became of them. */
final class LongLineProgram {
    private LongLineProgram() {}

    /** Needs a port, the longest line in bytes, and {@code cut} or {@code refuse}; ends at a line {@code end} or an error. */
    public static void main(String[] args) throws Exception {
        StreamingContext ssc = StreamingContext.builder()
                .conf(new StreamingConf(false))
                .master("local[2]")
                .appName("long-line")
                .batchInterval(Durations.milliseconds(50))
                .build();
        ssc.receiverStream(receiver(Integer.parseInt(args[0]), Long.parseLong(args[1]), args[2].equals("cut")))
                .map(line -> line.equals("end") ? "end" : "a line of " + line.length() + " characters")
                .foreachRDD(rdd -> {
                    List<String> lines = rdd.collect();
                    lines.forEach(System.out::println);
                    InputStatus input = ssc.status().inputs().get(0);
                    if (lines.contains("end") || input.errors() > 0) {
                        System.out.println("counters " + input.counters() + ", errors " + input.errors() + ": "
                                + ssc.status().receivers().get(0).lastErrorMessage());
                        ssc.stop();
                    }
                });
        ssc.start();
        ssc.awaitTermination();
        System.out.println("threads left: " + NoThreadLeft.threads());
    }

    private static SocketReceiverBuilder<String> builder(int port) {
        return SocketReceiver.lines("127.0.0.1", port);
    }

    private static Receiver<String> receiver(int port, long bytes, boolean cut) {
        return (cut ? builder(port).cutLinesAt(bytes) : builder(port).refuseLinesOver(bytes)).build();
    }
}

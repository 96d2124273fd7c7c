// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.jmh;

import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.engine.codec.Decoder;
import dev.shaduf.engine.codec.Encoder;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Keys and values of a state into chunks and back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class StateCodecs {
    private static final int PAIRS = 10_000;

    /** What values are. */
    @Param({"LONG", "RECORD"})
    public Values values;

    private final Codecs codecs = Codecs.standard();
    private final Encoder out = codecs.encoder(1 << 20);
    private final String[] keys = new String[PAIRS];
    private final Object[] pairs = new Object[PAIRS];
    private ByteBuffer chunk = ByteBuffer.allocate(0);

    /** Kinds of values. */
    public enum Values {
        /** A number. */
        LONG,
        /** A record of three components. */
        RECORD
    }

    /** A value of several parts. */
    record Totals(long hits, double sum, String last) {}

    /** Makes the pairs. */
    @Setup
    public void make() {
        for (int i = 0; i < PAIRS; i++) {
            keys[i] = "user-" + i * 7_919L % 1_000_003;
            pairs[i] = values == Values.LONG ? (Object) (i * 13L) : new Totals(i, i * 0.5, "page" + i % 100);
        }
        encode();
        chunk = ByteBuffer.wrap(out.toBytes());
    }

    /** Pairs into a chunk. */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public int encode() {
        out.reset();
        for (int i = 0; i < PAIRS; i++) {
            out.write(keys[i]);
            out.write(pairs[i]);
        }
        return out.size();
    }

    /** A chunk into pairs. */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public void decode(Blackhole into) {
        Decoder in = codecs.decoder(chunk);
        while (in.hasRemaining()) {
            into.consume(in.read());
        }
    }
}

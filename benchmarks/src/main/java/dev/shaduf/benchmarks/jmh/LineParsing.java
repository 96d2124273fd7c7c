// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.jmh;

import dev.shaduf.benchmarks.LineGenerator;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.source.socket.internal.Connection;
import dev.shaduf.source.socket.internal.LineFraming;
import dev.shaduf.source.socket.internal.LineLimit;
import dev.shaduf.spi.Receiver;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Lines of 100 bytes cut by the socket receiver and decoded as in a task, in lines per microsecond; bytes from memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LineParsing {
    private static final int LINES = 100_000;

    private final LineFraming framing = new LineFraming("UTF-8", new LineLimit(1 << 20, true));
    private byte[] bytes;

    /** Makes the lines. */
    @Setup
    public void generate() throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream(LINES * LineGenerator.LINE_BYTES);
        new LineGenerator(LineGenerator.SEED).write(LINES, lines);
        bytes = lines.toByteArray();
    }

    /** Reads all lines. */
    @Benchmark
    @OperationsPerInvocation(LINES)
    public void read(Blackhole sink) throws IOException {
        framing.read(new Connection(new MemorySocket(bytes)), new Consuming(framing, sink));
    }

    /** Brings bytes from memory. */
    private static final class MemorySocket extends Socket {
        private final byte[] bytes;

        MemorySocket(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream(bytes);
        }
    }

    /** Stores nothing. */
    private static final class Consuming extends Receiver<String> {
        private static final long serialVersionUID = 1L;

        Consuming(LineFraming framing, Blackhole sink) {
            super(StorageLevel.MEMORY_ONLY);
            attach(new ConsumingContext(framing::decode, sink));
        }

        @Override
        public void onStart() {}

        @Override
        public void onStop() {}
    }
}

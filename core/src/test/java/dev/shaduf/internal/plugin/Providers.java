// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.plugin;

import dev.shaduf.config.Options;
import dev.shaduf.config.Setting;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.engine.Engine;
import dev.shaduf.engine.EngineProvider;
import dev.shaduf.function.Function;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.Receiver;
import dev.shaduf.spi.ReceiverProvider;
import dev.shaduf.spi.Sink;
import dev.shaduf.spi.SinkProvider;
import dev.shaduf.spi.SocketStreams;
import dev.shaduf.spi.Source;
import dev.shaduf.spi.SourceProvider;
import dev.shaduf.time.Clock;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** Providers of all kinds, and class loaders that have some of them registered. */
final class Providers {
    static final Setting<Long> SIZE = Setting.number("size", 1L, 0, 9, "Size");

    private Providers() {}

    /** Runs something where the context loader finds the given providers. */
    static <T> T withProviders(Path directory, Class<?> type, List<String> providers, Callable<T> body)
            throws Exception {
        register(directory, type, providers);
        return within(directory, body);
    }

    static void register(Path directory, Class<?> type, List<String> providers) throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.write(services.resolve(type.getName()), providers);
    }

    static <T> T within(Path directory, Callable<T> body) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, Providers.class.getClassLoader())) {
            thread.setContextClassLoader(loader);
            return body.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    static class Named implements SinkProvider {
        private final String id;

        Named(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(SIZE);
        }

        @Override
        public Sink<?> create(Options options) {
            throw new UnsupportedOperationException("size " + options.get(SIZE));
        }
    }

    public static final class Memory extends Named {
        public Memory() {
            super("memory");
        }
    }

    public static final class OtherMemory extends Named {
        public OtherMemory() {
            super("memory");
        }
    }

    public static final class Console extends Named {
        public Console() {
            super("console-2");
        }
    }

    public static final class Shouting extends Named {
        public Shouting() {
            super("Not_An_Id");
        }
    }

    public static final class Nameless extends Named {
        public Nameless() {
            super("");
        }

        @Override
        public String id() {
            throw new IllegalStateException("forgot my name");
        }
    }

    public static final class Broken extends Named {
        public Broken() {
            super("broken");
            throw new IllegalStateException("no licence");
        }
    }

    public static final class Ticks implements ReceiverProvider {
        @Override
        public String id() {
            return "ticks";
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(SIZE);
        }

        @Override
        public Receiver<?> create(Options options) {
            throw new UnsupportedOperationException("receiver of size " + options.get(SIZE));
        }
    }

    public static final class TickSource implements SourceProvider {
        @Override
        public String id() {
            return "ticks";
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of();
        }

        @Override
        public Source<?, ?, ?> create(Options options) {
            throw new UnsupportedOperationException("source");
        }
    }

    public static class Toy implements EngineProvider {
        @Override
        public String id() {
            return "toy";
        }

        @Override
        public String masters() {
            return "toy, toy[n]";
        }

        @Override
        public boolean accepts(String master) {
            return master.startsWith("toy");
        }

        @Override
        public Engine create(String master, StreamingConf conf, Clock clock) {
            throw new IllegalArgumentException("toys have no " + master);
        }
    }

    public static final class OtherToy extends Toy {
        @Override
        public String id() {
            return "other-toy";
        }
    }

    public static final class ToyCluster extends Toy {
        @Override
        public String id() {
            return "spark";
        }
    }

    public static class Sockets implements SocketStreams {
        @Override
        public Receiver<String> text(String host, int port, StorageLevel level) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> Receiver<T> framed(
                String host, int port, Function<InputStream, Iterable<T>> converter, StorageLevel level) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> Receiver<T> raw(String host, int port, StorageLevel level) {
            throw new UnsupportedOperationException();
        }
    }

    public static final class OtherSockets extends Sockets {}
}

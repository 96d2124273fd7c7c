// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.config.Options;
import dev.shaduf.config.Setting;
import dev.shaduf.function.Function;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.source.socket.internal.ConverterFraming;
import dev.shaduf.source.socket.internal.Endpoint;
import dev.shaduf.source.socket.internal.Framing;
import dev.shaduf.source.socket.internal.LineFraming;
import dev.shaduf.source.socket.internal.LineLimit;
import dev.shaduf.source.socket.internal.PositionFraming;
import dev.shaduf.source.socket.internal.RawFraming;
import dev.shaduf.source.socket.internal.SocketChecks;
import dev.shaduf.source.socket.internal.SocketSettings;
import dev.shaduf.source.socket.internal.SocketSettings.LongLines;
import dev.shaduf.source.socket.internal.Tls;
import dev.shaduf.spi.Receiver;
import dev.shaduf.time.Duration;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link SocketReceiver}. Each method is one option of the table of options, and an option that the framing has
 * no use for is a fault; {@link #build()} reports all faults together. Not safe for use by several threads.
 *
 * @param <T> the type of the records
 */
public final class SocketReceiverBuilder<T> {
    private final String host;
    private final int port;
    private final Kind kind;
    private final @Nullable Function<InputStream, Iterable<T>> converter;
    private final Map<Setting<?>, Object> values = new HashMap<>();
    private StorageLevel level =
            SocketSettings.STORAGE_LEVEL.defaultValue().orElseThrow().value();

    private SocketReceiverBuilder(
            String host, int port, Kind kind, @Nullable Function<InputStream, Iterable<T>> converter) {
        this.host = host;
        this.port = port;
        this.kind = kind;
        this.converter = converter;
    }

    static SocketReceiverBuilder<String> lines(String host, int port) {
        return new SocketReceiverBuilder<>(host, port, Kind.LINES, null);
    }

    static <T> SocketReceiverBuilder<T> framing(String host, int port, Function<InputStream, Iterable<T>> converter) {
        return new SocketReceiverBuilder<>(host, port, Kind.CONVERTER, converter);
    }

    static <T> SocketReceiverBuilder<T> raw(String host, int port) {
        return new SocketReceiverBuilder<>(host, port, Kind.RAW, null);
    }

    static SocketReceiverBuilder<String> positions(String host, int port) {
        return new SocketReceiverBuilder<>(host, port, Kind.POSITIONS, null);
    }

    /** Makes a builder of string options. */
    static SocketReceiverBuilder<?> of(Options options) {
        Kind kind = Kind.valueOf(options.get(SocketSettings.FRAMING).name());
        SocketReceiverBuilder<Object> builder = new SocketReceiverBuilder<>(
                options.get(SocketSettings.HOST),
                options.get(SocketSettings.PORT).intValue(),
                kind,
                null);
        SocketSettings.all().forEach(setting -> builder.take(setting, options));
        return builder.storageLevel(options.get(SocketSettings.STORAGE_LEVEL).value());
    }

    /**
     * Sets where received records are kept until no batch needs them.
     *
     * @param newLevel the level
     * @return this builder
     */
    public SocketReceiverBuilder<T> storageLevel(StorageLevel newLevel) {
        level = newLevel;
        return this;
    }

    /**
     * Sets the character set of lines.
     *
     * @param charset one in which the byte 10 always ends a line, such as UTF-8 or ISO-8859-1
     * @return this builder
     */
    public SocketReceiverBuilder<T> charset(Charset charset) {
        return set(SocketSettings.CHARSET, charset.name());
    }

    /**
     * Has lines that are too long cut, and counted.
     *
     * @param bytes the longest line
     * @return this builder
     */
    public SocketReceiverBuilder<T> cutLinesAt(long bytes) {
        return set(SocketSettings.MAX_LINE_BYTES, bytes).set(SocketSettings.LONG_LINES, LongLines.CUT);
    }

    /**
     * Has the connection closed and made anew when a line is too long; that is reported as an error.
     *
     * @param bytes the longest line
     * @return this builder
     */
    public SocketReceiverBuilder<T> refuseLinesOver(long bytes) {
        return set(SocketSettings.MAX_LINE_BYTES, bytes).set(SocketSettings.LONG_LINES, LongLines.REFUSE);
    }

    /**
     * Sets the longest raw block; a longer one closes the connection and is reported as an error.
     *
     * @param bytes the bytes behind the length
     * @return this builder
     */
    public SocketReceiverBuilder<T> maxFrameBytes(long bytes) {
        return set(SocketSettings.MAX_FRAME_BYTES, bytes);
    }

    /**
     * Allows raw blocks to hold further classes. Name only classes whose deserialization is harmless.
     *
     * @param pattern a pattern of Java's serialization filters, such as {@code com.example.Order;com.example.*}
     * @return this builder
     */
    public SocketReceiverBuilder<T> allowClasses(String pattern) {
        return set(SocketSettings.RAW_CLASSES, pattern);
    }

    /**
     * Encrypts the connection and verifies the peer's name, by the certificates that the JVM trusts.
     *
     * @return this builder
     */
    public SocketReceiverBuilder<T> tls() {
        return set(SocketSettings.TLS, true);
    }

    /**
     * Encrypts the connection and verifies the peer's name, by the certificates in a key store.
     *
     * @param trustStore the file, readable where the receiver runs
     * @param password its password
     * @return this builder
     */
    public SocketReceiverBuilder<T> tls(Path trustStore, String password) {
        return set(SocketSettings.TLS, true)
                .set(SocketSettings.TRUST_STORE, trustStore.toString())
                .set(SocketSettings.TRUST_STORE_PASSWORD, password);
    }

    /**
     * Sets the longest time to connect and to complete a handshake.
     *
     * @param timeout the time, greater than zero
     * @return this builder
     */
    public SocketReceiverBuilder<T> connectTimeout(Duration timeout) {
        return set(SocketSettings.CONNECT_TIMEOUT, timeout);
    }

    /**
     * Sets after how much silence of the peer the connection is made anew.
     *
     * @param timeout the time; zero for never
     * @return this builder
     */
    public SocketReceiverBuilder<T> readTimeout(Duration timeout) {
        return set(SocketSettings.READ_TIMEOUT, timeout);
    }

    /**
     * Sets the pauses between attempts to connect: the first, doubled with each attempt, up to the longest. Each is made
     * up to a half shorter by chance. A connection that brought data starts over with the first.
     *
     * @param min the first pause, greater than zero
     * @param max the longest pause
     * @return this builder
     */
    public SocketReceiverBuilder<T> reconnect(Duration min, Duration max) {
        return set(SocketSettings.RECONNECT_MIN, min).set(SocketSettings.RECONNECT_MAX, max);
    }

    /**
     * Makes the receiver.
     *
     * @return the receiver
     * @throws ConfigurationException naming every fault
     */
    public Receiver<T> build() {
        SocketChecks checks = new SocketChecks(kind.toString());
        checks.address(host, port);
        values.keySet().forEach(setting -> checks.used(setting, kind.settings()));
        checks.charset(get(SocketSettings.CHARSET));
        checks.size(SocketSettings.MAX_LINE_BYTES, get(SocketSettings.MAX_LINE_BYTES));
        checks.size(SocketSettings.MAX_FRAME_BYTES, get(SocketSettings.MAX_FRAME_BYTES));
        checks.classes(get(SocketSettings.RAW_CLASSES));
        checks.tls(
                get(SocketSettings.TLS), find(SocketSettings.TRUST_STORE), find(SocketSettings.TRUST_STORE_PASSWORD));
        checks.times(
                get(SocketSettings.CONNECT_TIMEOUT),
                get(SocketSettings.READ_TIMEOUT),
                get(SocketSettings.RECONNECT_MIN),
                get(SocketSettings.RECONNECT_MAX));
        checks.refuseFaults();
        return new SocketReceiver<>(endpoint(), framing(), level);
    }

    private Endpoint endpoint() {
        Tls tls = get(SocketSettings.TLS)
                ? new Tls(
                        find(SocketSettings.TRUST_STORE).orElse(null),
                        find(SocketSettings.TRUST_STORE_PASSWORD).orElse(null))
                : null;
        return new Endpoint(
                host,
                port,
                tls,
                get(SocketSettings.CONNECT_TIMEOUT),
                get(SocketSettings.READ_TIMEOUT),
                get(SocketSettings.RECONNECT_MIN),
                get(SocketSettings.RECONNECT_MAX));
    }

    @SuppressWarnings("unchecked") // the static methods give each kind its type
    private Framing<T> framing() {
        LineLimit limit = new LineLimit(
                get(SocketSettings.MAX_LINE_BYTES).intValue(), get(SocketSettings.LONG_LINES) == LongLines.CUT);
        Function<InputStream, Iterable<T>> function = converter;
        if (function != null) {
            return new ConverterFraming<>(function);
        }
        return switch (kind) {
            case LINES, CONVERTER -> (Framing<T>) new LineFraming(get(SocketSettings.CHARSET), limit);
            case RAW ->
                new RawFraming<>(get(SocketSettings.MAX_FRAME_BYTES).intValue(), get(SocketSettings.RAW_CLASSES));
            case POSITIONS -> (Framing<T>) new PositionFraming(limit);
        };
    }

    private <V> void take(Setting<V> setting, Options options) {
        options.given(setting).ifPresent(value -> set(setting, value));
    }

    private <V> SocketReceiverBuilder<T> set(Setting<V> setting, V value) {
        values.put(setting, value);
        return this;
    }

    private <V> V get(Setting<V> setting) {
        return find(setting).orElseThrow();
    }

    @SuppressWarnings("unchecked") // put in by set
    private <V> Optional<V> find(Setting<V> setting) {
        Object value = values.get(setting);
        return value == null ? setting.defaultValue() : Optional.of((V) value);
    }

    /** The framings, and the settings that only some of them use. */
    private enum Kind {
        LINES,
        CONVERTER,
        RAW,
        POSITIONS;

        List<Setting<?>> settings() {
            return switch (this) {
                case LINES -> List.of(SocketSettings.CHARSET, SocketSettings.MAX_LINE_BYTES, SocketSettings.LONG_LINES);
                case CONVERTER -> List.of();
                case RAW -> List.of(SocketSettings.MAX_FRAME_BYTES, SocketSettings.RAW_CLASSES);
                case POSITIONS -> List.of(SocketSettings.MAX_LINE_BYTES, SocketSettings.LONG_LINES);
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

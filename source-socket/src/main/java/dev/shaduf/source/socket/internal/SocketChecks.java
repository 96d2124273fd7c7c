// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket.internal;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.config.Setting;
import dev.shaduf.time.Duration;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with the options of a socket. */
public final class SocketChecks {
    private static final long LARGEST = 1L << 30;
    private static final int LAST_PORT = 65_535;
    private static final Set<Setting<?>> FOR_SOME = Set.of(
            SocketSettings.CHARSET,
            SocketSettings.MAX_LINE_BYTES,
            SocketSettings.LONG_LINES,
            SocketSettings.MAX_FRAME_BYTES,
            SocketSettings.RAW_CLASSES);

    private final String framing;
    private final List<String> faults = new ArrayList<>();

    /**
     * Begins without faults.
     *
     * @param framing the framing, as it is written
     */
    public SocketChecks(String framing) {
        this.framing = framing;
    }

    /** Checks host and port. */
    public void address(@Nullable String host, int port) {
        if (host == null || host.isBlank()) {
            faults.add("option 'host' is " + (host == null ? "null" : "empty") + "; it must be a name or an address");
        }
        if (port < 1 || port > LAST_PORT) {
            faults.add("option 'port' is " + port + "; it must be a whole number from 1 to " + LAST_PORT);
        }
    }

    /** Checks that the framing has a use for a setting that was set. */
    public void used(Setting<?> setting, List<Setting<?>> ofFraming) {
        if (FOR_SOME.contains(setting) && !ofFraming.contains(setting)) {
            faults.add("option '" + setting.key() + "' has no effect with framing " + framing + "; leave it out");
        }
    }

    /** Checks that lines of a character set can be found. */
    public void charset(String name) {
        try {
            Charset charset = Charset.forName(name);
            if (!charset.canEncode() || !Arrays.equals("\n".getBytes(charset), new byte[] {'\n'})) {
                faults.add(
                        "option 'charset' is '" + name + "', in which the end of a line is not the byte 10; use UTF-8"
                                + " or another superset of ASCII, or a framing of your own");
            }
        } catch (IllegalArgumentException e) {
            faults.add("option 'charset' is '" + name + "', which this JVM does not know; use UTF-8, for example");
        }
    }

    /** Checks a limit that is held in memory. */
    public void size(Setting<Long> setting, long bytes) {
        if (bytes < 1 || bytes > LARGEST) {
            faults.add("option '" + setting.key() + "' is " + bytes + "; it must be from 1 to " + LARGEST + " bytes");
        }
    }

    /** Checks a pattern of classes. */
    public void classes(String pattern) {
        if (pattern.isEmpty()) {
            return;
        }
        try {
            RawObjects.filter(pattern);
        } catch (IllegalArgumentException e) {
            faults.add("option 'raw.classes' is '" + pattern + "': " + e.getMessage()
                    + "; it must be a serialization filter pattern such as com.example.*");
        }
    }

    /** Checks what TLS needs. */
    public void tls(boolean tls, Optional<String> trustStore, Optional<String> password) {
        if (!tls && trustStore.isPresent()) {
            faults.add("option 'tls.trust.store' has no effect without tls=true");
        }
        if (trustStore.isEmpty() && password.isPresent()) {
            faults.add("option 'tls.trust.store.password' has no effect without tls.trust.store");
        }
        trustStore
                .filter(file -> !Files.isReadable(Path.of(file)))
                .ifPresent(file -> faults.add("option 'tls.trust.store' is '" + file
                        + "', which cannot be read; it must be a key store file"));
    }

    /** Checks the times. */
    public void times(Duration connect, Duration read, Duration reconnectMin, Duration reconnectMax) {
        range(SocketSettings.CONNECT_TIMEOUT, connect, 1);
        range(SocketSettings.READ_TIMEOUT, read, 0);
        range(SocketSettings.RECONNECT_MIN, reconnectMin, 1);
        range(SocketSettings.RECONNECT_MAX, reconnectMax, 1);
        if (reconnectMax.less(reconnectMin)) {
            faults.add("option 'reconnect.max' is " + reconnectMax
                    + "; it must not be less than reconnect.min, which is " + reconnectMin);
        }
    }

    /**
     * Ends the checks.
     *
     * @throws ConfigurationException if there are faults
     */
    public void refuseFaults() {
        if (!faults.isEmpty()) {
            throw new ConfigurationException("receiver 'socket'", faults);
        }
    }

    private void range(Setting<Duration> setting, Duration value, long least) {
        if (value.milliseconds() < least || value.milliseconds() > Integer.MAX_VALUE) {
            faults.add("option '" + setting.key() + "' is " + value + "; it must be from " + least + " to "
                    + Integer.MAX_VALUE + " ms");
        }
    }
}

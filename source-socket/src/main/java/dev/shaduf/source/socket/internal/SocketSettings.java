// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket.internal;

import dev.shaduf.config.Setting;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.util.List;

/** The options of a socket; the typed builder has the same defaults. */
public final class SocketSettings {
    /** The host. */
    public static final Setting<String> HOST =
            Setting.text("host", null, "Host to connect to").asRequired();
    /** Its port. */
    public static final Setting<Long> PORT =
            Setting.number("port", null, 1, 65_535, "Port to connect to").asRequired();
    /** How bytes become records. */
    public static final Setting<Framing> FRAMING = Setting.choice(
            "framing",
            Framing.LINES,
            "How bytes become records: lines of text; raw blocks of Java objects behind a length; lines with positions");
    /** The character set. */
    public static final Setting<String> CHARSET = Setting.text(
            "charset", "UTF-8", "Character set of lines, one in which the byte 10 always ends a line; for lines");
    /** The longest line. */
    public static final Setting<Long> MAX_LINE_BYTES =
            Setting.bytes("max.line.bytes", 1L << 20, "Longest line, at most 1g; for lines and positions");
    /** What happens to longer lines. */
    public static final Setting<LongLines> LONG_LINES = Setting.choice(
            "long.lines",
            LongLines.CUT,
            "Whether longer lines are cut and counted, or the connection is refused; for lines and positions");
    /** The longest raw block. */
    public static final Setting<Long> MAX_FRAME_BYTES =
            Setting.bytes("max.frame.bytes", 64L << 20, "Longest block, at most 1g; for raw");
    /** Classes that raw blocks may hold. */
    public static final Setting<String> RAW_CLASSES = Setting.text(
            "raw.classes",
            "",
            "Classes that blocks may hold besides numbers, text, collections and Tuple2, as a serialization filter"
                    + " pattern such as com.example.*; for raw");
    /** Whether connections are encrypted. */
    public static final Setting<Boolean> TLS =
            Setting.flag("tls", false, "Whether to encrypt the connection and verify the peer's name");
    /** What is trusted. */
    public static final Setting<String> TRUST_STORE = Setting.text(
            "tls.trust.store", null, "Key store file with the certificates to trust; those of the JVM unless set");
    /** Its password. */
    public static final Setting<String> TRUST_STORE_PASSWORD = Setting.text(
                    "tls.trust.store.password", null, "Password of the key store")
            .asSecret();
    /** How long connecting may take. */
    public static final Setting<Duration> CONNECT_TIMEOUT = Setting.duration(
            "connect.timeout", Durations.seconds(10), "Longest time to connect and to complete a handshake");
    /** How long a peer may be silent. */
    public static final Setting<Duration> READ_TIMEOUT = Setting.duration(
            "read.timeout", Durations.milliseconds(0), "Longest silence before connecting again; 0 for any");
    /** The shortest pause. */
    public static final Setting<Duration> RECONNECT_MIN = Setting.duration(
            "reconnect.min", Durations.milliseconds(100), "Pause before connecting again; doubles with each attempt");
    /** The longest pause. */
    public static final Setting<Duration> RECONNECT_MAX =
            Setting.duration("reconnect.max", Durations.seconds(10), "Longest pause before connecting again");
    /** Where blocks are kept. */
    public static final Setting<Level> STORAGE_LEVEL = Setting.choice(
            "storage.level", Level.MEMORY_AND_DISK, "Where received records are kept until no batch needs them");

    private static final List<Setting<?>> ALL = List.of(
            HOST,
            PORT,
            FRAMING,
            CHARSET,
            MAX_LINE_BYTES,
            LONG_LINES,
            MAX_FRAME_BYTES,
            RAW_CLASSES,
            TLS,
            TRUST_STORE,
            TRUST_STORE_PASSWORD,
            CONNECT_TIMEOUT,
            READ_TIMEOUT,
            RECONNECT_MIN,
            RECONNECT_MAX,
            STORAGE_LEVEL);

    private SocketSettings() {}

    /** Lists the settings in the order of the documentation. */
    public static List<Setting<?>> all() {
        return ALL;
    }

    /** The framings that need no code of the user. */
    public enum Framing {
        /** Text. */
        LINES,
        /** Blocks. */
        RAW,
        /** Text with positions. */
        POSITIONS
    }

    /** What happens to lines that are too long. */
    public enum LongLines {
        /** They are cut. */
        CUT,
        /** The connection is refused. */
        REFUSE
    }

    /** The storage levels by name. */
    public enum Level {
        /** As objects. */
        MEMORY_ONLY,
        /** As bytes. */
        MEMORY_ONLY_SER,
        /** As objects, or on disk. */
        MEMORY_AND_DISK,
        /** As bytes, or on disk. */
        MEMORY_AND_DISK_SER,
        /** On disk. */
        DISK_ONLY;

        /** Returns the level meant. */
        public StorageLevel value() {
            return switch (this) {
                case MEMORY_ONLY -> StorageLevel.MEMORY_ONLY;
                case MEMORY_ONLY_SER -> StorageLevel.MEMORY_ONLY_SER;
                case MEMORY_AND_DISK -> StorageLevel.MEMORY_AND_DISK;
                case MEMORY_AND_DISK_SER -> StorageLevel.MEMORY_AND_DISK_SER;
                case DISK_ONLY -> StorageLevel.DISK_ONLY;
            };
        }
    }
}

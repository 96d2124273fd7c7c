// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import dev.shaduf.config.Setting;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.util.List;

/** The options of the source by name. */
public final class FileSettings {
    /** Where the files are. */
    public static final Setting<String> PATH = Setting.text(
                    "path",
                    null,
                    "Directory to read: a path of this machine or a URI of any file store; names in it may hold the wildcards"
                            + " * ? [a-z] {a,b}")
            .asRequired();
    /** What the files hold. */
    public static final Setting<Format> FORMAT = Setting.choice(
            "format",
            Format.TEXT,
            "What a record is: a line (text), a file with its path (whole), a row of CSV (csv), a line with a JSON object"
                    + " (json), bytes of a fixed number (binary)");
    /** Which names. */
    public static final Setting<String> FILES =
            Setting.text("files", "", "Wildcards for the names of files, such as *.csv; all unless set");
    /** Whether to go down. */
    public static final Setting<Boolean> RECURSIVE =
            Setting.flag("recursive", false, "Whether to read the directories below, too, however deep");
    /** Whether what is there counts. */
    public static final Setting<Boolean> NEW_FILES_ONLY =
            Setting.flag("new.files.only", false, "Whether to leave out files that are there at the first start");
    /** What becomes of files written again. */
    public static final Setting<Changed> CHANGED_FILES = Setting.choice(
            "changed.files",
            Changed.IGNORE,
            "What to do with a file that was written again after it was taken: count and report it, or take it as a new one");
    /** Files of a batch. */
    public static final Setting<Long> MAX_FILES =
            Setting.number("max.files", 10_000L, 1, 1_000_000, "Most files of a batch");
    /** Bytes of a batch. */
    public static final Setting<Long> MAX_BYTES = Setting.bytes(
            "max.bytes",
            null,
            "Most bytes of a batch as they are on disk, unless one file has more; unless set, back-pressure alone decides, with"
                    + " 256m at first");
    /** Bytes of a partition. */
    public static final Setting<Long> SPLIT_BYTES = Setting.bytes(
            "split.bytes",
            32L << 20,
            "Most bytes of a partition, about; larger files are cut at record ends where possible");
    /** How often to look. */
    public static final Setting<Duration> LIST_INTERVAL = Setting.duration(
            "list.interval", Durations.seconds(1), "Time between listings; longer after a listing that took long");
    /** How long to wait for writers. */
    public static final Setting<Duration> SETTLE = Setting.duration(
            "settle", Durations.seconds(1), "How long a file must not have been written before it is taken");
    /** The encoding. */
    public static final Setting<String> CHARSET =
            Setting.text("charset", "UTF-8", "Encoding of text; malformed bytes become replacement characters");
    /** The longest line. */
    public static final Setting<Long> MAX_LINE_BYTES =
            Setting.bytes("max.line.bytes", 16L << 20, "Longest line, row or whole file, at most 1g");
    /** What becomes of longer ones. */
    public static final Setting<LongLines> LONG_LINES = Setting.choice(
            "long.lines", LongLines.REJECT, "What to do with longer lines of text: reject them, or cut them there");
    /** Whether CSV has names. */
    public static final Setting<Boolean> CSV_HEADER = Setting.flag(
            "csv.header",
            true,
            "Whether the first row of a CSV file names the fields: records are maps by name then, else lists");
    /** What separates fields. */
    public static final Setting<String> CSV_SEPARATOR =
            Setting.text("csv.separator", ",", "Character between the fields of a CSV row");
    /** The length of binary records. */
    public static final Setting<Long> RECORD_LENGTH =
            Setting.number("record.length", null, 1, 1 << 30, "Bytes of a record, for binary");
    /** What becomes of files that were read. */
    public static final Setting<WatchSettings.CleanUp> CLEAN_UP = Setting.choice(
            "clean.up",
            WatchSettings.CleanUp.NONE,
            "What to do with a file that no batch and no window needs any more: nothing, delete it, or archive it");
    /** Where they go. */
    public static final Setting<String> ARCHIVE = Setting.text(
            "archive", null, "Directory on the same store for archived files; those in deeper directories stay so");

    private static final List<Setting<?>> ALL = List.of(
            PATH,
            FORMAT,
            FILES,
            RECURSIVE,
            NEW_FILES_ONLY,
            CHANGED_FILES,
            MAX_FILES,
            MAX_BYTES,
            SPLIT_BYTES,
            LIST_INTERVAL,
            SETTLE,
            CHARSET,
            MAX_LINE_BYTES,
            LONG_LINES,
            CSV_HEADER,
            CSV_SEPARATOR,
            RECORD_LENGTH,
            CLEAN_UP,
            ARCHIVE);

    private FileSettings() {}

    /** Lists the settings in the order of the documentation. */
    public static List<Setting<?>> all() {
        return ALL;
    }

    /** What a record is. */
    public enum Format {
        /** A line. */
        TEXT,
        /** A file. */
        WHOLE,
        /** A row. */
        CSV,
        /** An object. */
        JSON,
        /** Bytes. */
        BINARY
    }

    /** What becomes of files that were written again. */
    public enum Changed {
        /** They are reported. */
        IGNORE,
        /** They are taken. */
        TAKE
    }

    /** What becomes of lines that are too long. */
    public enum LongLines {
        /** They are no records. */
        REJECT,
        /** They are cut. */
        CUT
    }
}

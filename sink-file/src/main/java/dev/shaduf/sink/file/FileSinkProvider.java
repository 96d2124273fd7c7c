// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file;

import dev.shaduf.config.Options;
import dev.shaduf.config.Setting;
import dev.shaduf.sink.file.internal.Codec;
import dev.shaduf.spi.FileSinks;
import dev.shaduf.spi.Sink;
import dev.shaduf.spi.SinkProvider;
import dev.shaduf.time.Duration;
import java.util.List;

/** Makes {@link FileSink}s: by the name {@code file} with options, and for {@code saveAsTextFiles} and its like. */
public final class FileSinkProvider implements SinkProvider, FileSinks {
    /** Path and beginning of the directories' names. */
    public static final Setting<String> PREFIX = Setting.text(
                    "prefix",
                    null,
                    "Path and beginning of the name of each batch's directory: a path of this machine, or a URI of any"
                            + " file store")
            .asRequired();
    /** End of the directories' names. */
    public static final Setting<String> SUFFIX =
            Setting.text("suffix", "", "End of the name of each batch's directory, behind a dot; empty for none");
    /** What the files hold. */
    public static final Setting<FileFormat> FORMAT = Setting.choice(
            "format",
            FileFormat.TEXT,
            "What the files hold: a line of UTF-8 text per record, serialized records in frames, a row of CSV, or a line of"
                    + " JSON");
    /** How files are compressed. */
    public static final Setting<Codec> COMPRESSION =
            Setting.choice("compression", Codec.NONE, "How files are compressed; zstd needs com.github.luben:zstd-jni");
    /** The fields of CSV. */
    public static final Setting<String> COLUMNS = Setting.text(
            "columns",
            "",
            "Names of the fields of CSV, separated by commas: the first row of each file; empty for none");
    /** Whether empty batches write. */
    public static final Setting<Boolean> EMPTY_BATCHES =
            Setting.flag("empty.batches", false, "Whether a batch without records writes a directory, too");
    /** Where files go. */
    public static final Setting<Layout> LAYOUT = Setting.choice(
            "layout",
            Layout.BATCHES,
            "A directory per batch, or files of many batches in one directory, which is the prefix");
    /** Directories by time. */
    public static final Setting<String> PARTITION_TIME = Setting.text(
            "partition.time",
            "",
            "Pattern for directories by the time of the batch in UTC, such as yyyy-MM-dd/HH; for rolling");
    /** When to roll. */
    public static final Setting<Long> ROLL_BYTES = Setting.bytes(
            "roll.bytes", 0L, "Bytes for which committed batches wait to be put together and shown; for rolling");
    /** When to roll. */
    public static final Setting<Duration> ROLL_INTERVAL = Setting.duration(
            "roll.interval", null, "Age for which committed batches wait to be put together and shown; for rolling");

    /** Where files go. */
    public enum Layout {
        /** A directory per batch. */
        BATCHES,
        /** Files of many batches. */
        ROLLING
    }

    /** For {@code ServiceLoader}. */
    public FileSinkProvider() {}

    @Override
    public String id() {
        return "file";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(
                PREFIX,
                SUFFIX,
                FORMAT,
                COMPRESSION,
                COLUMNS,
                EMPTY_BATCHES,
                LAYOUT,
                PARTITION_TIME,
                ROLL_BYTES,
                ROLL_INTERVAL);
    }

    @Override
    public Sink<?> create(Options options) {
        FileSink.Builder sink = FileSink.builder(options.get(PREFIX))
                .suffix(options.get(SUFFIX))
                .format(options.get(FORMAT))
                .compression(options.get(COMPRESSION))
                .emptyBatches(options.get(EMPTY_BATCHES));
        String columns = options.get(COLUMNS);
        if (!columns.isEmpty()) {
            sink.columns(List.of(columns.split(",", -1)));
        }
        if (options.get(LAYOUT) == Layout.ROLLING) {
            sink.rolling();
        }
        options.given(PARTITION_TIME).ifPresent(sink::partitionByTime);
        options.given(ROLL_BYTES).ifPresent(sink::rollAt);
        options.find(ROLL_INTERVAL).ifPresent(sink::rollEvery);
        return sink.build();
    }

    @Override
    public Sink<Object> text(String prefix, String suffix) {
        return sink(prefix, suffix, FileFormat.TEXT);
    }

    @Override
    public Sink<Object> objects(String prefix, String suffix) {
        return sink(prefix, suffix, FileFormat.OBJECT);
    }

    private static FileSink sink(String prefix, String suffix, FileFormat format) {
        // A directory for an empty batch, too, as those expect who come from Spark.
        return FileSink.builder(prefix)
                .suffix(suffix)
                .format(format)
                .emptyBatches(true)
                .build();
    }
}

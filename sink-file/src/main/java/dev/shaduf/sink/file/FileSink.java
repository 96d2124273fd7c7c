// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.function.Function;
import dev.shaduf.sink.file.internal.BatchDirectories;
import dev.shaduf.sink.file.internal.Buckets;
import dev.shaduf.sink.file.internal.Codec;
import dev.shaduf.sink.file.internal.FileContent;
import dev.shaduf.sink.file.internal.FileSinkSession;
import dev.shaduf.sink.file.internal.RollPolicy;
import dev.shaduf.sink.file.internal.RollingSession;
import dev.shaduf.spi.FileStore;
import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.Sink;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.time.Duration;
import java.io.File;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes files of text, serialized records, CSV or JSON lines, exactly once, in one of two layouts.
 *
 * <p><b>A directory per batch</b> unless something else is set: each batch goes into a directory {@code prefix-<batch time in ms>[.suffix]} with a file {@code part-00000},
 * {@code part-00001}, … per partition and a file {@code _SUCCESS}; an empty batch writes nothing unless asked to. Attempts write under a hidden name beside the target, made of the id of the batch; the commit moves the
 * chosen attempts together and publishes the whole directory by one rename. {@code _SUCCESS} holds the id of the batch
 * and the uid of the output, by which a replay finds that nothing is left to do. A directory that belongs to another
 * batch, another output or somebody else is never overwritten: the commit fails and names it.
 *
 * <p><b>Rolling</b>: {@link Builder#rolling()} writes files into one directory, or into directories below it by the time of the
 * batch and a key of the record. Committed batches wait, hidden, until a roll is due, and are put together then, a file
 * per directory, each published by one rename. Without a roll set, each batch is shown as it is committed.
 *
 * <p>The prefix may be a path of this machine or a URI of any {@link FileStore}. A relative path is resolved when the sink
 * is built. Immutable; safe for use by many threads.
 *
 * <pre>{@code
 * counts.sinkTo(FileSink.builder("/data/out/counts").suffix("txt").build());
 * }</pre>
 */
public final class FileSink implements Sink<Object> {
    private final String prefix;
    private final String suffix;
    private final FileContent content;
    private final boolean emptyBatches;
    private final boolean rolling;
    private final Buckets buckets;
    private final RollPolicy roll;
    private final BatchDirectories directories;

    private FileSink(Builder builder, URI location) {
        this.prefix = builder.prefix;
        this.suffix = builder.suffix;
        this.content = builder.content();
        this.emptyBatches = builder.emptyBatches;
        this.rolling = builder.rolling;
        this.buckets = new Buckets(builder.timePattern, builder.key);
        this.roll = new RollPolicy(builder.rollBytes, builder.rollInterval);
        boolean asDirectory = rolling && !location.toString().endsWith("/");
        this.directories = new BatchDirectories(asDirectory ? URI.create(location + "/") : location, suffix);
    }

    /**
     * Begins a sink.
     *
     * @param prefix path and beginning of the directories' names, such as {@code /data/out/counts} or
     *     {@code hdfs://name/out/counts}
     * @return a builder of a sink of text without suffix
     */
    public static Builder builder(String prefix) {
        return new Builder(prefix);
    }

    @Override
    public String name() {
        return "file(" + prefix + (suffix.isEmpty() ? "" : "-*." + suffix) + ")";
    }

    @Override
    public Guarantee guarantee() {
        return Guarantee.EXACTLY_ONCE;
    }

    @Override
    public SinkSession<Object> open(SinkContext context) {
        FileStore store = FileStore.of(directories.location());
        return rolling
                ? new RollingSession(name(), store, directories, content, buckets, roll, context)
                : new FileSinkSession(name(), store, directories, content, emptyBatches, context);
    }

    /** Builds a {@link FileSink}. Not safe for use by several threads. */
    public static final class Builder {
        private final String prefix;
        private String suffix = "";
        private FileFormat format = FileFormat.TEXT;
        private Codec codec = Codec.NONE;
        private List<String> columns = List.of();
        private boolean emptyBatches;
        private boolean rolling;
        private String timePattern = "";
        private @Nullable Function<Object, String> key;
        private long rollBytes;
        private @Nullable Duration rollInterval;

        private Builder(String prefix) {
            this.prefix = prefix;
        }

        /**
         * Sets the end of the directories' names, which stands behind a dot.
         *
         * @param end the suffix, without dot; empty for none
         * @return this builder
         */
        public Builder suffix(String end) {
            this.suffix = end;
            return this;
        }

        /**
         * Sets what the files hold.
         *
         * @param what the format
         * @return this builder
         */
        public Builder format(FileFormat what) {
            this.format = what;
            return this;
        }

        /**
         * Names the fields of CSV: the first row of each file holds the names, and maps are written by them.
         *
         * @param names the names, in order
         * @return this builder
         */
        public Builder columns(List<String> names) {
            this.columns = List.copyOf(names);
            return this;
        }

        /**
         * Has the files compressed with gzip; their names end in {@code .gz}.
         *
         * @return this builder
         */
        public Builder gzip() {
            return compression(Codec.GZIP);
        }

        /**
         * Has the files compressed with zstd; their names end in {@code .zst}. Needs {@code com.github.luben:zstd-jni}.
         *
         * @return this builder
         */
        public Builder zstd() {
            return compression(Codec.ZSTD);
        }

        /**
         * Sets whether a batch without records writes a directory, too.
         *
         * @param write whether it does; not unless called
         * @return this builder
         */
        public Builder emptyBatches(boolean write) {
            this.emptyBatches = write;
            return this;
        }

        /**
         * Has files of many batches written into one directory, the prefix, in place of a directory per batch.
         *
         * @return this builder
         */
        public Builder rolling() {
            this.rolling = true;
            return this;
        }

        /**
         * Has files written into directories by the time of their batch, in UTC. Implies {@link #rolling()}.
         *
         * @param pattern a pattern of {@link DateTimeFormatter} such as {@code yyyy-MM-dd/HH} or {@code 'day='yyyyMMdd}
         * @return this builder
         */
        public Builder partitionByTime(String pattern) {
            this.timePattern = pattern;
            return rolling();
        }

        /**
         * Has files written into directories by a key of their records, below that of the time. Implies {@link #rolling()}.
         * At most a thousand per partition of a batch.
         *
         * @param directory makes names between slashes of a record, none of them empty, longer than 255 bytes, or
         *     beginning with a dot or underscore
         * @return this builder
         */
        public Builder partitionBy(Function<Object, String> directory) {
            this.key = directory;
            return rolling();
        }

        /**
         * Has committed batches wait, hidden, until they hold so many bytes together. Implies {@link #rolling()}.
         *
         * @param bytes the bytes, as they are on disk
         * @return this builder
         */
        public Builder rollAt(long bytes) {
            this.rollBytes = bytes;
            return rolling();
        }

        /**
         * Has committed batches wait, hidden, until the oldest is so old, by the times of batches. Implies {@link #rolling()}.
         *
         * @param age the time
         * @return this builder
         */
        public Builder rollEvery(Duration age) {
            this.rollInterval = age;
            return rolling();
        }

        /**
         * Builds the sink.
         *
         * @return the sink
         * @throws ConfigurationException naming every fault: an empty or malformed prefix, a scheme that no file store on
         *     the class path serves, a suffix with a separator
         */
        public FileSink build() {
            List<String> faults = new ArrayList<>();
            URI location = location(faults);
            if (suffix.contains("/") || suffix.contains(File.separator)) {
                faults.add("suffix is '" + suffix + "'; it must be the end of a name, without '/'");
            }
            codec.fault().ifPresent(faults::add);
            if (rolling && !suffix.isEmpty()) {
                faults.add("suffix is '" + suffix
                        + "'; it ends the names of a directory per batch, which rolling has not");
            }
            if (rolling && emptyBatches) {
                faults.add("empty.batches is true, but rolling shows files alone, of which an empty batch has none");
            }
            if (!columns.isEmpty() && format != FileFormat.CSV) {
                faults.add("columns are " + columns + ", but only csv has them; set format to csv, or leave them out");
            }
            if (rolling && format == FileFormat.OBJECT) {
                faults.add("format is object; its files cannot be put together: use json, or a directory per batch");
            }
            if (rollBytes < 0 || (rollInterval != null && rollInterval.milliseconds() < 1)) {
                faults.add("a roll must be at a number of bytes or at an age that is greater than zero");
            }
            checkPattern(faults);
            if (!faults.isEmpty()) {
                throw new ConfigurationException("sink 'file'", faults);
            }
            return new FileSink(this, location);
        }

        Builder compression(Codec how) {
            this.codec = how;
            return this;
        }

        private FileContent content() {
            return new FileContent(FileContent.Kind.valueOf(format.name()), codec, columns);
        }

        private void checkPattern(List<String> faults) {
            try {
                String sample = DateTimeFormatter.ofPattern(timePattern, Locale.ROOT)
                        .withZone(ZoneOffset.UTC)
                        .format(Instant.EPOCH);
                if (sample.isBlank() && !timePattern.isEmpty()) {
                    faults.add("partition.time is '" + timePattern + "', which names no directory");
                }
            } catch (IllegalArgumentException | DateTimeException e) {
                faults.add("partition.time is '" + timePattern + "', which is no pattern of times: " + e.getMessage());
            }
        }

        private URI location(List<String> faults) {
            try {
                if (prefix.isBlank() || prefix.indexOf('\0') >= 0) {
                    throw new IllegalArgumentException("it must be a path, such as /data/out/counts");
                }
                URI location = FileStore.uri(prefix);
                FileStore.of(location);
                return location;
            } catch (IllegalArgumentException e) {
                faults.add("prefix is '" + prefix + "': " + e.getMessage());
                return URI.create("file:/");
            }
        }
    }
}

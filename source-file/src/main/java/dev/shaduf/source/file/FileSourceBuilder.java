// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.config.Options;
import dev.shaduf.config.Setting;
import dev.shaduf.function.Function;
import dev.shaduf.source.file.internal.FileChecks;
import dev.shaduf.source.file.internal.FileSettings;
import dev.shaduf.source.file.internal.Formats;
import dev.shaduf.source.file.internal.Location;
import dev.shaduf.source.file.internal.RecordFormat;
import dev.shaduf.source.file.internal.WatchSettings;
import dev.shaduf.time.Duration;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link FileSource}. Not safe for use by several threads.
 *
 * @param <T> the type of the records
 */
public final class FileSourceBuilder<T> {
    private final String path;
    private final FileSettings.Format format;
    private final @Nullable Function<InputStream, Iterable<T>> converter;
    private final Map<Setting<?>, Object> values = new LinkedHashMap<>();
    private Function<String, Boolean> filter = name -> true;

    FileSourceBuilder(String path, FileSettings.Format format, @Nullable Function<InputStream, Iterable<T>> converter) {
        this.path = path;
        this.format = format;
        this.converter = converter;
    }

    static FileSourceBuilder<Object> of(Options options) {
        FileSourceBuilder<Object> builder =
                new FileSourceBuilder<>(options.get(FileSettings.PATH), options.get(FileSettings.FORMAT), null);
        for (Setting<?> setting : FileSettings.all()) {
            options.given(setting).ifPresent(value -> builder.values.put(setting, value));
        }
        return builder;
    }

    /**
     * Chooses files by their names.
     *
     * @param wildcards such as {@code *.csv} or {@code orders-[0-9]*.{csv,csv.gz}}
     * @return this builder
     */
    public FileSourceBuilder<T> files(String wildcards) {
        return set(FileSettings.FILES, wildcards);
    }

    /**
     * Chooses files by their names with a function, on top of the wildcards.
     *
     * @param wanted decides by the name, without its directory; the same answer for the same name
     * @return this builder
     */
    public FileSourceBuilder<T> filter(Function<String, Boolean> wanted) {
        this.filter = wanted;
        return this;
    }

    /**
     * Has the directories below read, too, however deep. Links are followed; one that leads back to a directory that it is in
     * is reported and left.
     *
     * @return this builder
     */
    public FileSourceBuilder<T> recursive() {
        return set(FileSettings.RECURSIVE, true);
    }

    /**
     * Sets whether files that are there at the first start are left out. Files that come while a program with a checkpoint
     * directory is down are not left out.
     *
     * @param only whether to leave them out; not unless called
     * @return this builder
     */
    public FileSourceBuilder<T> newFilesOnly(boolean only) {
        return set(FileSettings.NEW_FILES_ONLY, only);
    }

    /**
     * Has a file that was written again after it was taken read again as a new one; else it is counted and reported.
     *
     * @return this builder
     */
    public FileSourceBuilder<T> takeChangedFiles() {
        return set(FileSettings.CHANGED_FILES, FileSettings.Changed.TAKE);
    }

    /**
     * Limits the files of a batch.
     *
     * @param files files at most
     * @return this builder
     */
    public FileSourceBuilder<T> maxFilesPerBatch(int files) {
        return set(FileSettings.MAX_FILES, (long) files);
    }

    /**
     * Limits the bytes of a batch, as they are on disk; the speed at which batches are processed limits them as well. A file that is
     * larger goes into a batch of its own.
     *
     * @param bytes bytes at most
     * @return this builder
     */
    public FileSourceBuilder<T> maxBytesPerBatch(long bytes) {
        return set(FileSettings.MAX_BYTES, bytes);
    }

    /**
     * Sets how much a partition reads. Uncompressed files of lines and of binary records are cut into pieces of this size,
     * small files are put together.
     *
     * @param bytes bytes at most, about
     * @return this builder
     */
    public FileSourceBuilder<T> splitBytes(long bytes) {
        return set(FileSettings.SPLIT_BYTES, bytes);
    }

    /**
     * Sets how often the directory is listed. After a listing that took long, the next comes later: a tenth of the time at
     * most is spent on it.
     *
     * @param interval the time between two listings
     * @return this builder
     */
    public FileSourceBuilder<T> listInterval(Duration interval) {
        return set(FileSettings.LIST_INTERVAL, interval);
    }

    /**
     * Sets how long a file must not have been written before it is taken, for writers that write in place. Files that are
     * moved in keep their time, and are taken at once.
     *
     * @param time the time; zero where all writers move
     * @return this builder
     */
    public FileSourceBuilder<T> settle(Duration time) {
        return set(FileSettings.SETTLE, time);
    }

    /**
     * Sets the encoding of text.
     *
     * @param charset one in which a line feed is the byte 10; UTF-8 unless called
     * @return this builder
     */
    public FileSourceBuilder<T> charset(Charset charset) {
        return set(FileSettings.CHARSET, charset.name());
    }

    /**
     * Sets the longest line, row or whole file. Longer lines and files are rejected: they become dead letters, or their batch fails.
     * A longer row of CSV fails its batch.
     *
     * @param bytes bytes at most, up to 2^30
     * @return this builder
     */
    public FileSourceBuilder<T> maxLineBytes(long bytes) {
        return set(FileSettings.MAX_LINE_BYTES, bytes);
    }

    /**
     * Has lines of text that are too long cut.
     *
     * @param bytes the longest line
     * @return this builder
     */
    public FileSourceBuilder<T> cutLinesAt(long bytes) {
        return set(FileSettings.MAX_LINE_BYTES, bytes).set(FileSettings.LONG_LINES, FileSettings.LongLines.CUT);
    }

    /**
     * Sets what stands between the fields of CSV.
     *
     * @param character the separator; a comma unless called
     * @return this builder
     */
    public FileSourceBuilder<T> separator(char character) {
        return set(FileSettings.CSV_SEPARATOR, String.valueOf(character));
    }

    /**
     * Has files deleted once their batch is durably complete and no window reads them again.
     *
     * @return this builder
     */
    public FileSourceBuilder<T> deleteFiles() {
        return set(FileSettings.CLEAN_UP, WatchSettings.CleanUp.DELETE);
    }

    /**
     * Has files moved once their batch is durably complete and no window reads them again. Where the name is taken, the time of its last modification is appended.
     *
     * @param directory a directory on the same file system, not below the one that is read
     * @return this builder
     */
    public FileSourceBuilder<T> archiveTo(String directory) {
        return set(FileSettings.CLEAN_UP, WatchSettings.CleanUp.ARCHIVE).set(FileSettings.ARCHIVE, directory);
    }

    /**
     * Builds the source.
     *
     * @return the source
     * @throws ConfigurationException naming every fault
     */
    public FileSource<T> build() {
        FileChecks checks = new FileChecks();
        Location location = checks.location(FileSettings.PATH, path);
        Location archive = find(FileSettings.ARCHIVE)
                .map(text -> checks.location(FileSettings.ARCHIVE, text))
                .orElse(null);
        checks.archive(get(FileSettings.CLEAN_UP), location, archive, get(FileSettings.RECURSIVE));
        checks.pattern(FileSettings.FILES, get(FileSettings.FILES));
        checks.charset(get(FileSettings.CHARSET), format);
        checks.size(FileSettings.MAX_LINE_BYTES, get(FileSettings.MAX_LINE_BYTES));
        checks.size(FileSettings.SPLIT_BYTES, get(FileSettings.SPLIT_BYTES));
        checks.atLeastOne(FileSettings.MAX_FILES, get(FileSettings.MAX_FILES));
        checks.atLeastOne(FileSettings.MAX_BYTES, maxBytes());
        checks.atLeastOne(
                FileSettings.LIST_INTERVAL, get(FileSettings.LIST_INTERVAL).milliseconds());
        checks.separator(get(FileSettings.CSV_SEPARATOR));
        checks.recordLength(find(FileSettings.RECORD_LENGTH), format);
        checks.useless(values.keySet(), format, converter != null);
        checks.refuseFaults();
        return new FileSource<>(settings(location, archive), records());
    }

    <V> FileSourceBuilder<T> set(Setting<V> setting, V value) {
        values.put(setting, value);
        return this;
    }

    private WatchSettings settings(Location location, @Nullable Location archive) {
        return new WatchSettings(
                location,
                get(FileSettings.FILES),
                filter,
                get(FileSettings.RECURSIVE),
                get(FileSettings.NEW_FILES_ONLY),
                get(FileSettings.CHANGED_FILES) == FileSettings.Changed.TAKE,
                get(FileSettings.LIST_INTERVAL),
                get(FileSettings.SETTLE),
                get(FileSettings.MAX_FILES).intValue(),
                maxBytes(),
                get(FileSettings.SPLIT_BYTES),
                get(FileSettings.CLEAN_UP),
                archive);
    }

    private long maxBytes() {
        return find(FileSettings.MAX_BYTES).orElse(Long.MAX_VALUE);
    }

    @SuppressWarnings("unchecked") // the static methods of FileSource give each format its type
    private RecordFormat<T> records() {
        Function<InputStream, Iterable<T>> function = converter;
        if (function != null) {
            return Formats.converted(function);
        }
        String charset = get(FileSettings.CHARSET);
        int longest = get(FileSettings.MAX_LINE_BYTES).intValue();
        char separator = get(FileSettings.CSV_SEPARATOR).charAt(0);
        RecordFormat<?> made = switch (format) {
            case TEXT -> Formats.text(longest, get(FileSettings.LONG_LINES) == FileSettings.LongLines.CUT, charset);
            case WHOLE -> Formats.whole(longest, charset);
            case CSV ->
                get(FileSettings.CSV_HEADER)
                        ? Formats.namedCsv(separator, longest, charset)
                        : Formats.csv(separator, longest, charset);
            case JSON -> Formats.json(longest, charset);
            case BINARY -> Formats.binary(get(FileSettings.RECORD_LENGTH).intValue());
        };
        return (RecordFormat<T>) made;
    }

    private <V> V get(Setting<V> setting) {
        return find(setting).orElseThrow();
    }

    @SuppressWarnings("unchecked") // set puts a value of the setting's type
    private <V> Optional<V> find(Setting<V> setting) {
        V value = (V) values.get(setting);
        return value == null ? setting.defaultValue() : Optional.of(value);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file;

import dev.shaduf.function.Function;
import dev.shaduf.function.Tuple2;
import dev.shaduf.source.file.internal.FilePlanner;
import dev.shaduf.source.file.internal.FileRange;
import dev.shaduf.source.file.internal.FileSettings;
import dev.shaduf.source.file.internal.FileSplit;
import dev.shaduf.source.file.internal.RecordFormat;
import dev.shaduf.source.file.internal.SplitReading;
import dev.shaduf.source.file.internal.Splitting;
import dev.shaduf.source.file.internal.WatchSettings;
import dev.shaduf.spi.Source;
import dev.shaduf.spi.SourceContext;
import dev.shaduf.spi.SourceReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * Reads the files of a directory, each exactly once, the oldest first. What was taken is remembered, not by a window of time
 * but as long as the file is there; a file of a batch that is read again must still be the one that was planned, or the batch
 * fails and names it.
 *
 * <p>Files whose names begin with a dot or an underscore, or end in {@code .tmp}, {@code .part}, {@code .crdownload} or {@code
 * ._COPYING_} are not seen: write under such a name and rename. Names that end in {@code .gz} and {@code .zst} are
 * uncompressed. Immutable; safe for use by many threads.
 *
 * <pre>{@code
 * ssc.stream(FileSource.csv("/data/orders").files("*.csv").archiveTo("/data/done").build());
 * }</pre>
 *
 * @param <T> the type of the records
 */
public final class FileSource<T> implements Source<T, FileRange, FileSplit> {
    private final WatchSettings settings;
    private final RecordFormat<T> format;

    FileSource(WatchSettings settings, RecordFormat<T> format) {
        this.settings = settings;
        this.format = format;
    }

    /**
     * Begins a source of lines of text, without their ends {@code \n} or {@code \r\n}.
     *
     * @param path a directory, which may hold wildcards, or a URI of any file store
     * @return a builder
     */
    public static FileSourceBuilder<String> text(String path) {
        return new FileSourceBuilder<>(path, FileSettings.Format.TEXT, null);
    }

    /**
     * Begins a source of whole files: path and text.
     *
     * @param path a directory, which may hold wildcards, or a URI of any file store
     * @return a builder
     */
    public static FileSourceBuilder<Tuple2<String, String>> wholeText(String path) {
        return new FileSourceBuilder<>(path, FileSettings.Format.WHOLE, null);
    }

    /**
     * Begins a source of rows of CSV by the names in the first row of each file.
     *
     * @param path a directory, which may hold wildcards, or a URI of any file store
     * @return a builder
     */
    public static FileSourceBuilder<Map<String, String>> csv(String path) {
        return new FileSourceBuilder<>(path, FileSettings.Format.CSV, null);
    }

    /**
     * Begins a source of rows of CSV without names.
     *
     * @param path a directory, which may hold wildcards, or a URI of any file store
     * @return a builder
     */
    public static FileSourceBuilder<List<String>> csvRows(String path) {
        return new FileSourceBuilder<List<String>>(path, FileSettings.Format.CSV, null)
                .set(FileSettings.CSV_HEADER, false);
    }

    /**
     * Begins a source of lines that hold a JSON object each: maps of text, {@code Long}, {@code BigInteger}, {@code Double},
     * {@code Boolean}, {@code null}, lists and maps.
     *
     * @param path a directory, which may hold wildcards, or a URI of any file store
     * @return a builder
     */
    public static FileSourceBuilder<Map<String, Object>> jsonLines(String path) {
        return new FileSourceBuilder<>(path, FileSettings.Format.JSON, null);
    }

    /**
     * Begins a source of records of a fixed length.
     *
     * @param path a directory, which may hold wildcards, or a URI of any file store
     * @param recordLength the length of each record in bytes, from 1 to 2^30
     * @return a builder
     */
    public static FileSourceBuilder<byte[]> binaryRecords(String path, int recordLength) {
        return new FileSourceBuilder<byte[]>(path, FileSettings.Format.BINARY, null)
                .set(FileSettings.RECORD_LENGTH, (long) recordLength);
    }

    /**
     * Begins a source of records that a function cuts from the bytes of each file.
     *
     * @param path a directory, which may hold wildcards, or a URI of any file store
     * @param converter the records of a file, lazily; called once per file and attempt, with its bytes uncompressed
     * @param <T> the type of the records
     * @return a builder
     */
    public static <T> FileSourceBuilder<T> converted(String path, Function<InputStream, Iterable<T>> converter) {
        return new FileSourceBuilder<>(path, FileSettings.Format.TEXT, converter);
    }

    @Override
    public String name() {
        return "file(" + settings.location().text() + ")";
    }

    @Override
    public FilePlanner open(SourceContext context) throws IOException {
        return FilePlanner.open(settings, context);
    }

    /** The layout is in the range: how many splits there are follows from its files and the size of a split. */
    @Override
    public List<FileSplit> splits(FileRange range, int layout) {
        return Splitting.of(range, format);
    }

    @Override
    public SourceReader<T> reader(FileSplit split) {
        return new SplitReading<>(split, format);
    }
}

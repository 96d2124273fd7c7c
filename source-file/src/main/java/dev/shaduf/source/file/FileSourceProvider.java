// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file;

import dev.shaduf.config.Options;
import dev.shaduf.config.Setting;
import dev.shaduf.function.Function;
import dev.shaduf.source.file.internal.FileSettings;
import dev.shaduf.spi.FileStreams;
import dev.shaduf.spi.Source;
import dev.shaduf.spi.SourceProvider;
import java.io.InputStream;
import java.util.List;

/** Makes {@link FileSource}s: by the name {@code file} with options, and for {@code textFileStream} and its like. */
public final class FileSourceProvider implements SourceProvider, FileStreams {
    /** For {@link java.util.ServiceLoader}. */
    public FileSourceProvider() {}

    @Override
    public String id() {
        return "file";
    }

    @Override
    public List<Setting<?>> settings() {
        return FileSettings.all();
    }

    @Override
    public Source<?, ?, ?> create(Options options) {
        return FileSourceBuilder.of(options).build();
    }

    @Override
    public Source<String, ?, ?> text(String directory) {
        return FileSource.text(directory).newFilesOnly(true).build();
    }

    @Override
    public <T> Source<T, ?, ?> converted(
            String directory,
            Function<InputStream, Iterable<T>> converter,
            Function<String, Boolean> filter,
            boolean newFilesOnly) {
        return FileSource.converted(directory, converter)
                .filter(filter)
                .newFilesOnly(newFilesOnly)
                .build();
    }

    @Override
    public Source<byte[], ?, ?> binaryRecords(String directory, int recordLength) {
        return FileSource.binaryRecords(directory, recordLength)
                .newFilesOnly(true)
                .build();
    }
}

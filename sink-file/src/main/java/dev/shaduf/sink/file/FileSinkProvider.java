// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file;

import dev.shaduf.config.Options;
import dev.shaduf.config.Setting;
import dev.shaduf.spi.FileSinks;
import dev.shaduf.spi.Sink;
import dev.shaduf.spi.SinkProvider;
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
            "What the files hold: a line of UTF-8 text per record, or serialized records in frames");

    /** For {@code ServiceLoader}. */
    public FileSinkProvider() {}

    @Override
    public String id() {
        return "file";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(PREFIX, SUFFIX, FORMAT);
    }

    @Override
    public Sink<?> create(Options options) {
        return sink(options.get(PREFIX), options.get(SUFFIX), options.get(FORMAT));
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
        return FileSink.builder(prefix).suffix(suffix).format(format).build();
    }
}

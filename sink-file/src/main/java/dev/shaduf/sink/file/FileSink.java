// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.sink.file.internal.BatchDirectories;
import dev.shaduf.sink.file.internal.FileSinkSession;
import dev.shaduf.sink.file.internal.ObjectRecords;
import dev.shaduf.sink.file.internal.RecordEncoding;
import dev.shaduf.sink.file.internal.TextRecords;
import dev.shaduf.spi.FileStore;
import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.Sink;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import java.io.File;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes each batch into a directory {@code prefix-<batch time in ms>[.suffix]} with a file {@code part-00000},
 * {@code part-00001}, … per partition and a file {@code _SUCCESS}; an empty batch too.
 *
 * <p>Exactly once: attempts write under a hidden name beside the target, made of the id of the batch; the commit moves the
 * chosen attempts together and publishes the whole directory by one rename. {@code _SUCCESS} holds the id of the batch
 * and the uid of the output, by which a replay finds that nothing is left to do. A directory that belongs to another
 * batch, another output or somebody else is never overwritten: the commit fails and names it.
 *
 * <p>The prefix may be a path of this machine or a URI of any {@link FileStore}. A relative path is resolved when the sink
 * is built. Immutable; safe for use by many threads.
 *
 * <pre>{@code
 * counts.sinkTo(FileSink.builder("/data/out/counts").suffix("txt").build());
 * }</pre>
 */
public final class FileSink implements Sink<Object> {
    /** A scheme of at least two letters, so that the drive letters of some systems are none. */
    private static final Pattern SCHEME = Pattern.compile("^([a-zA-Z][a-zA-Z0-9+.-]+):(.*)$");

    private final String prefix;
    private final String suffix;
    private final FileFormat format;
    private final BatchDirectories directories;

    private FileSink(Builder builder, URI location) {
        this.prefix = builder.prefix;
        this.suffix = builder.suffix;
        this.format = builder.format;
        this.directories = new BatchDirectories(location, suffix);
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
        RecordEncoding encoding = switch (format) {
            case TEXT -> TextRecords::new;
            case OBJECT -> ObjectRecords::new;
        };
        return new FileSinkSession(name(), FileStore.of(directories.location()), directories, encoding, context);
    }

    /** Builds a {@link FileSink}. Not safe for use by several threads. */
    public static final class Builder {
        private final String prefix;
        private String suffix = "";
        private FileFormat format = FileFormat.TEXT;

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
            if (!faults.isEmpty()) {
                throw new ConfigurationException("sink 'file'", faults);
            }
            return new FileSink(this, location);
        }

        private URI location(List<String> faults) {
            try {
                if (prefix.isBlank() || prefix.indexOf('\0') >= 0) {
                    throw new IllegalArgumentException("it must be a path, such as /data/out/counts");
                }
                URI location = uriOf(prefix);
                FileStore.of(location);
                return location;
            } catch (IllegalArgumentException e) {
                faults.add("prefix is '" + prefix + "': " + e.getMessage());
                return URI.create("file:/");
            }
        }

        private static URI uriOf(String text) {
            var withScheme = SCHEME.matcher(text);
            if (withScheme.matches()) {
                return BatchDirectories.uri(withScheme.group(1), withScheme.group(2));
            }
            String path = new File(text).getAbsolutePath().replace(File.separatorChar, '/');
            String absolute = text.endsWith("/") ? path + "/" : path;
            return BatchDirectories.uri("file", absolute.startsWith("/") ? absolute : "/" + absolute);
        }
    }
}

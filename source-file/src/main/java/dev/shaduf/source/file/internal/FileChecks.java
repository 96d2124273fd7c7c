// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.config.Setting;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with the settings of a source. */
public final class FileChecks {
    private static final long LARGEST = 1 << 30;
    private static final byte[] LINE_FEED = {10};

    private static final Set<FileSettings.Format> TEXTS = Set.of(
            FileSettings.Format.TEXT, FileSettings.Format.WHOLE, FileSettings.Format.CSV, FileSettings.Format.JSON);

    /** Settings of some formats alone. */
    private static final Map<Setting<?>, Set<FileSettings.Format>> USED = Map.of(
            FileSettings.CHARSET, TEXTS,
            FileSettings.MAX_LINE_BYTES, TEXTS,
            FileSettings.LONG_LINES, Set.of(FileSettings.Format.TEXT),
            FileSettings.CSV_HEADER, Set.of(FileSettings.Format.CSV),
            FileSettings.CSV_SEPARATOR, Set.of(FileSettings.Format.CSV),
            FileSettings.RECORD_LENGTH, Set.of(FileSettings.Format.BINARY));

    private final List<String> faults = new ArrayList<>();

    /** Reads a path; a fault gives some location, and the source is refused later. */
    public Location location(Setting<?> setting, String path) {
        try {
            return Location.parse(path);
        } catch (IllegalArgumentException e) {
            faults.add(setting.key() + " is '" + path + "': " + e.getMessage());
            return new Location(path, "file:/", List.of());
        }
    }

    public void archive(WatchSettings.CleanUp cleanUp, Location from, @Nullable Location archive, boolean recursive) {
        boolean archives = cleanUp == WatchSettings.CleanUp.ARCHIVE;
        if (archives != (archive != null)) {
            faults.add(
                    archives ? "clean.up is archive, but archive is missing" : "archive is set, but clean.up is not");
        }
        if (archive == null) {
            return;
        }
        if (!archive.patterns().isEmpty()) {
            faults.add("archive is '" + archive.text() + "'; it must be a directory, without wildcards");
        }
        boolean same = archive.directory().equals(from.directory());
        boolean below = archive.directory().startsWith(from.directory() + "/");
        if (same || (below && (recursive || !from.patterns().isEmpty()))) {
            faults.add("archive is '" + archive.text() + "'; it must not be in what is read, or files would come back");
        }
    }

    public void pattern(Setting<?> setting, String pattern) {
        try {
            Glob.of(pattern);
        } catch (IllegalArgumentException e) {
            faults.add(setting.key() + ": " + e.getMessage());
        }
    }

    public void charset(String name, FileSettings.Format format) {
        boolean lines = format == FileSettings.Format.TEXT || format == FileSettings.Format.JSON;
        try {
            Charset charset = Charset.forName(name);
            if (lines && !Arrays.equals("\n".getBytes(charset), LINE_FEED)) {
                faults.add(
                        "charset is '" + name + "'; lines need one in which a line feed is the byte 10, such as UTF-8"
                                + " or ISO-8859-1; read others with a converter");
            }
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            faults.add("charset is '" + name + "', which this JVM does not know; use one such as UTF-8");
        }
    }

    public void size(Setting<?> setting, long bytes) {
        if (bytes < 1 || bytes > LARGEST) {
            faults.add(setting.key() + " is " + bytes + "; it must be from 1 to 1g");
        }
    }

    public void atLeastOne(Setting<?> setting, long value) {
        if (value < 1) {
            faults.add(setting.key() + " is " + value + "; it must be at least 1");
        }
    }

    public void separator(String separator) {
        boolean usable = separator.length() == 1 && "\"\r\n#".indexOf(separator.charAt(0)) < 0;
        if (!usable) {
            faults.add(
                    "csv.separator is '" + separator + "'; it must be one character, and none of \" # and line ends");
        }
    }

    public void recordLength(Optional<Long> length, FileSettings.Format format) {
        if (format == FileSettings.Format.BINARY && length.isEmpty()) {
            faults.add("record.length is missing; binary records need it");
        }
        length.filter(bytes -> bytes < 1 || bytes > LARGEST)
                .ifPresent(bytes -> faults.add("record.length is " + bytes + "; it must be from 1 to " + LARGEST));
    }

    /** Notices settings that would do nothing. */
    public void useless(Set<Setting<?>> given, FileSettings.Format format, boolean converted) {
        String what = converted
                ? "a function makes the records"
                : "the format is " + format.name().toLowerCase(Locale.ROOT);
        for (Setting<?> setting : given) {
            Set<FileSettings.Format> users = USED.get(setting);
            if (users != null && (converted || !users.contains(format))) {
                faults.add(setting.key() + " is set, but " + what + ", where it means nothing; leave it out");
            }
        }
    }

    /** Ends the checks. */
    public void refuseFaults() {
        if (!faults.isEmpty()) {
            throw new ConfigurationException("source 'file'", faults);
        }
    }
}

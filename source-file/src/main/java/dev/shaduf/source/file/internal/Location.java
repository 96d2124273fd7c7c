// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shaduf.spi.FileStore;
import java.io.Serializable;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where files come from: a directory, and patterns for the directories below it.
 *
 * @param text as the user wrote it
 * @param directory the directory as a URI, without a slash at the end and without wildcards
 * @param patterns one per level below the directory; empty where the path has no wildcards
 */
public record Location(String text, String directory, List<String> patterns) implements Serializable {
    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Location parse(@Nullable String text) {
        if (text == null || text.isBlank() || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("it must be a path, such as /data/in or /data/2026-*");
        }
        String whole = FileStore.uri(text).toString();
        List<String> patterns = new ArrayList<>();
        String directory = plain(whole, patterns);
        FileStore.of(URI.create(directory));
        for (String pattern : patterns) {
            Glob.of(pattern);
        }
        return new Location(text, withoutSlash(directory), List.copyOf(patterns));
    }

    /** How messages write the path of a file. */
    public static String readable(String uri) {
        String path = uri.startsWith("file:") ? uri.substring("file:".length()) : uri;
        return decoded(path);
    }

    /** A name with its escapes undone; bytes that are no UTF-8 appear as replacement characters. */
    static String decoded(String escaped) {
        return escaped.indexOf('%') < 0 ? escaped : URLDecoder.decode(escaped.replace("+", "%2B"), UTF_8);
    }

    /** Splits off what stands before the first name with a wildcard; the names from there on are patterns. */
    private static String plain(String uri, List<String> patterns) {
        String[] names = uri.split("/", -1);
        int first = 1;
        while (first < names.length && !Glob.isPattern(decoded(names[first]))) {
            first++;
        }
        for (int i = first; i < names.length; i++) {
            if (!names[i].isEmpty()) {
                patterns.add(decoded(names[i]));
            }
        }
        String plain = String.join("/", Arrays.copyOf(names, first));
        return first == 1 ? plain + "/" : plain;
    }

    private static String withoutSlash(String uri) {
        int end = uri.length();
        while (end > 1 && uri.charAt(end - 1) == '/' && uri.charAt(end - 2) != ':') {
            end--;
        }
        return uri.substring(0, end);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths as people write them. */
final class PathText {
    /** A scheme of at least two letters, so that the drive letters of some systems are none. */
    private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]+):(.*)", Pattern.DOTALL);

    private PathText() {}

    static URI uri(String text) {
        Matcher withScheme = SCHEME.matcher(text);
        if (!withScheme.matches()) {
            return URI.create("file:" + escaped(absolute(text)));
        }
        String rest = withScheme.group(2);
        int from = rest.startsWith("//") ? Math.max(rest.indexOf('/', 2), 2) : 0;
        String authority = from > 2 ? rest.substring(0, from) : "";
        String path = rest.substring(from).replaceFirst("^/+", "/");
        return created(withScheme.group(1) + ":" + authority + escaped(path));
    }

    /** Escapes a path from its root on, byte by byte: the class {@code URI} would make one name of two that look the same. */
    static String escaped(String path) {
        if (!path.startsWith("/") || !UTF_8.newEncoder().canEncode(path)) {
            throw new IllegalArgumentException(
                    path.startsWith("/")
                            ? "it has half of a character"
                            : "it is no path from the root: '" + path + "'");
        }
        StringBuilder ascii = new StringBuilder();
        for (byte each : quoted(path).getBytes(UTF_8)) {
            if (each >= 0) {
                ascii.append((char) each);
            } else {
                ascii.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
            }
        }
        return ascii.toString();
    }

    private static String quoted(String path) {
        try {
            return new URI(null, "", path, null, null).getRawPath();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("it is not a path (" + e.getMessage() + ")", e);
        }
    }

    private static URI created(String uri) {
        try {
            return new URI(uri);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("it is not a path (" + e.getMessage() + ")", e);
        }
    }

    private static String absolute(String path) {
        String absolute = new File(path).getAbsolutePath().replace(File.separatorChar, '/');
        String rooted = absolute.startsWith("/") ? absolute : "/" + absolute;
        return path.endsWith("/") && !rooted.endsWith("/") ? rooted + "/" : rooted;
    }
}

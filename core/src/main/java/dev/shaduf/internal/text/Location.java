// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.text;

import dev.shaduf.spi.FileStore;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a file store, as the program writes it: a path of this machine or a URI. Names may be patterns.
 *
 * @param root the URI of the root
 * @param names the names from there; of a URI, decoded
 */
record Location(URI root, List<String> names) {
    private static final Pattern WITH_SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(//([^/]*))?(/.*)");

    static Location of(String path) {
        Matcher uri = WITH_SCHEME.matcher(path);
        if (uri.matches()) {
            String authority = uri.group(3) == null || uri.group(3).isEmpty() ? "" : "//" + uri.group(3);
            return new Location(URI.create(uri.group(1) + ":" + authority + "/"), names(uri.group(4), true));
        }
        String absolute = path.startsWith("/") ? path : System.getProperty("user.dir") + "/" + path;
        return new Location(URI.create("file:///"), names(absolute, false));
    }

    /** Splits a list of locations at commas outside braces. */
    static List<Location> all(String paths) {
        List<Location> all = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i <= paths.length(); i++) {
            char c = i < paths.length() ? paths.charAt(i) : ',';
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (c == ',' && (depth <= 0 || i == paths.length())) {
                if (i > from) {
                    all.add(of(paths.substring(from, i)));
                }
                from = i + 1;
            }
        }
        return all;
    }

    /** The URI of a name in a directory. */
    static URI child(URI directory, String name) {
        String base = directory.toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + FileStore.escaped(name));
    }

    /** The last name of a URI, decoded. */
    static String name(URI file) {
        String path = file.getPath();
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }

    /** The place itself, whose names are none of them patterns. */
    URI uri() {
        URI at = root;
        for (String name : names) {
            at = child(at, name);
        }
        return at;
    }

    private static List<String> names(String path, boolean encoded) {
        List<String> names = new ArrayList<>();
        for (String part : path.split("/")) {
            String name = encoded ? URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8) : part;
            if (name.equals("..") && !names.isEmpty()) {
                names.remove(names.size() - 1);
            } else if (!name.isEmpty() && !name.equals(".") && !name.equals("..")) {
                names.add(name);
            }
        }
        return List.copyOf(names);
    }
}

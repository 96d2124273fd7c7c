// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.accesslog;

import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of an access log.
 *
 * @param url the path asked for, without query
 * @param status the HTTP status
 */
record Request(String url, int status) implements Serializable {
    private static final Pattern COMBINED =
            Pattern.compile("\\S+ \\S+ \\S+ \\[[^\\]]+\\] \"[A-Z]+ ([^ ?\"]+)[^\"]*\" (\\d{3}) .*");

    /** Parses a line in the combined format; a line in another form yields nothing. */
    static Optional<Request> parse(String line) {
        Matcher matcher = COMBINED.matcher(line);
        return matcher.matches()
                ? Optional.of(new Request(matcher.group(1), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }
}

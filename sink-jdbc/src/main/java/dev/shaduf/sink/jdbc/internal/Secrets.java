// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps passwords out of messages. */
final class Secrets {
    private static final String MASK = "***";
    private static final Pattern PARAMETER = Pattern.compile(
            "(?i)([?&;,(]\\s*[\\w.-]*(?:password|passwd|pwd|secret|token|passphrase|apikey)[\\w.-]*\\s*=)([^&;,)\\s]*)");
    /** {@code //user:password@host} and Oracle's {@code :user/password@host}. */
    private static final Pattern USER_INFO = Pattern.compile("(//[^/?#:@\\s]*:|:[^:/?#@\\s]+/(?!/))([^/?#@\\s]+)(@)");

    private final List<String> values;

    private Secrets(List<String> values) {
        this.values = values;
    }

    /** Knows a password, and those written in a URL. */
    static Secrets of(@Nullable String url, @Nullable String password) {
        Stream<String> inUrl = url == null
                ? Stream.empty()
                : Stream.concat(
                        PARAMETER.matcher(url).results().map(found -> found.group(2)),
                        USER_INFO.matcher(url).results().map(found -> found.group(2)));
        return new Secrets(Stream.concat(Stream.ofNullable(password), inUrl)
                .filter(value -> value.length() > 2)
                .distinct()
                .toList());
    }

    /** Writes a URL without its secrets. */
    static String mask(String url) {
        String masked = PARAMETER.matcher(url).replaceAll("$1" + MASK);
        return USER_INFO.matcher(masked).replaceAll("$1" + MASK + "$3");
    }

    /** Writes a text without the secrets known. */
    String hide(@Nullable String text) {
        String hidden = mask(String.valueOf(text));
        for (String value : values) {
            hidden = hidden.replace(value, MASK);
        }
        return hidden;
    }

    /** Returns an error that says the same without secrets; the error itself where it has none. */
    SQLException hide(SQLException error) {
        if (!isTold(error, 0)) {
            return error;
        }
        SQLException hidden = new SQLException(hide(error.getMessage()), error.getSQLState(), error.getErrorCode());
        hidden.setStackTrace(error.getStackTrace());
        return hidden;
    }

    private boolean isTold(@Nullable Throwable error, int depth) {
        if (error == null || depth > 20) {
            return false;
        }
        String message = String.valueOf(error.getMessage());
        SQLException next = error instanceof SQLException sql ? sql.getNextException() : null;
        return !hide(message).equals(message) || isTold(error.getCause(), depth + 1) || isTold(next, depth + 1);
    }
}

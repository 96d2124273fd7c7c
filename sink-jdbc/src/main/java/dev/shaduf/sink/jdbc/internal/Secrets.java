// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps passwords out of messages. */
final class Secrets {
    /** How far down the causes of an error are followed, which may go in a circle. */
    static final int DEEPEST = 20;

    private static final String MASK = "***";
    private static final int SHORTEST = 3;
    private static final String NAME =
            "[\\w.-]*(?:password|passwd|pwd|secret|token|passphrase|credential|api[_.-]?key|private[_.-]?key)[\\w.-]*";
    private static final Pattern NAMED = Pattern.compile("(?i)" + NAME);
    /** Between parentheses, as of Oracle and MySQL, a comma ends a value; elsewhere it is part of it. Braces are SQL Server's. */
    private static final Pattern PARAMETER = Pattern.compile("(?i)([?&;:]\\s*" + NAME
            + "\\s*=\\s*)(\\{[^}]*}|[^&;\\s]*)" + "|([,(]\\s*" + NAME + "\\s*=\\s*)([^&;,)\\s]*)");
    /** {@code //user:password@host}, of several hosts, too, and Oracle's {@code :user/password@host}. */
    private static final Pattern USER_INFO =
            Pattern.compile("((?://|,)[^/?#:@,\\s]*:|:[^:/?#@\\s]+/(?!/))([^/?#,\\s]+)(@)");

    private final List<String> values;

    private Secrets(List<String> values) {
        this.values = values;
    }

    /** Knows a password, those written in a URL, and those among properties of a driver. */
    static Secrets of(@Nullable String url, @Nullable String password, Map<String, String> properties) {
        Stream<String> inProperties = properties.entrySet().stream()
                .filter(property -> NAMED.matcher(property.getKey()).matches())
                .map(Map.Entry::getValue);
        Stream<String> all = Stream.of(Stream.ofNullable(password), inUrl(url == null ? "" : url), inProperties)
                .flatMap(some -> some);
        return new Secrets(all.filter(Secrets::isTelling)
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList());
    }

    /** As they are written, and as drivers read them. */
    private static Stream<String> inUrl(String url) {
        Stream<String> parameters =
                PARAMETER.matcher(url).results().map(found -> found.group(2) == null ? found.group(4) : found.group(2));
        Stream<String> users = USER_INFO.matcher(url).results().map(found -> found.group(2));
        return Stream.concat(parameters, users)
                .flatMap(value ->
                        Stream.concat(Stream.of(value, value.replaceAll("^\\{|}$", "")), decoded(value).stream()));
    }

    private static Optional<String> decoded(String value) {
        try {
            return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notEncoded) {
            return Optional.empty();
        }
    }

    /** Masking what is as common as a letter or a switch would leave nothing to read. */
    private static boolean isTelling(String value) {
        return value.length() >= SHORTEST && !value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false");
    }

    /** Writes a URL without its secrets. */
    static String mask(String url) {
        String masked = PARAMETER
                .matcher(url)
                .replaceAll(found ->
                        Matcher.quoteReplacement((found.group(1) == null ? found.group(3) : found.group(1)) + MASK));
        return USER_INFO.matcher(masked).replaceAll("$1" + MASK + "$3");
    }

    /** Writes a text without the secrets known. */
    String hide(@Nullable String text) {
        String hidden = String.valueOf(text);
        for (String value : values) {
            hidden = hidden.replace(value, MASK);
        }
        return mask(hidden);
    }

    /** Returns an error that says the same without secrets, as its causes do; the error itself where it has none. */
    SQLException hide(SQLException error) {
        return hide(error, 0);
    }

    private SQLException hide(SQLException error, int depth) {
        if (!isTold(error, 0)) {
            return error;
        }
        Throwable cause = hide(error.getCause(), depth + 1);
        String message = hide(error.getMessage());
        boolean later = error instanceof SQLTransientException || error instanceof SQLRecoverableException;
        SQLException hidden = later
                ? new SQLTransientException(message, error.getSQLState(), error.getErrorCode(), cause)
                : new SQLException(message, error.getSQLState(), error.getErrorCode(), cause);
        hidden.setStackTrace(error.getStackTrace());
        if (error.getNextException() != null && depth < DEEPEST) {
            hidden.setNextException(hide(error.getNextException(), depth + 1));
        }
        return hidden;
    }

    private @Nullable Throwable hide(@Nullable Throwable cause, int depth) {
        if (cause == null || depth > DEEPEST || !isTold(cause, 0)) {
            return depth > DEEPEST ? null : cause;
        }
        if (cause instanceof SQLException sql) {
            return hide(sql, depth);
        }
        Exception hidden = new Exception(hide(cause.toString()), hide(cause.getCause(), depth + 1));
        hidden.setStackTrace(cause.getStackTrace());
        return hidden;
    }

    private boolean isTold(@Nullable Throwable error, int depth) {
        if (error == null || depth > DEEPEST) {
            return false;
        }
        String message = String.valueOf(error.getMessage());
        SQLException next = error instanceof SQLException sql ? sql.getNextException() : null;
        return !hide(message).equals(message)
                || isTold(error.getCause(), depth + 1)
                || isTold(next, depth + 1)
                || Stream.of(error.getSuppressed()).anyMatch(other -> isTold(other, depth + 1));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Wildcards for one name: {@code *}, {@code ?}, {@code [a-z]}, {@code [!a-z]} and {@code {a,b}}. */
final class Glob {
    private Glob() {}

    static boolean isPattern(String name) {
        return name.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == '{');
    }

    /**
     * Compiles a pattern.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    static Predicate<String> of(String pattern) {
        StringBuilder regex = new StringBuilder();
        int braces = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                case '{' -> {
                    braces++;
                    regex.append("(?:");
                }
                case '}' -> {
                    braces--;
                    regex.append(')');
                }
                case ',' -> regex.append(braces > 0 ? "|" : ",");
                case '[' -> {
                    int end = pattern.indexOf(']', i + 2);
                    if (end < 0) {
                        throw new IllegalArgumentException("'" + pattern + "' has a '[' without ']'");
                    }
                    regex.append(set(pattern.substring(i + 1, end)));
                    i = end;
                }
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return compiled(pattern, regex.toString(), braces);
    }

    private static String set(String content) {
        boolean negated = content.startsWith("!") || content.startsWith("^");
        String characters = (negated ? content.substring(1) : content)
                .replace("\\", "\\\\")
                .replace("[", "\\[")
                .replace("^", "\\^")
                .replace("&", "\\&");
        return "[" + (negated ? "^" : "") + characters + "]";
    }

    private static Predicate<String> compiled(String pattern, String regex, int braces) {
        if (braces != 0) {
            throw new IllegalArgumentException("'" + pattern + "' has '{' and '}' that do not match");
        }
        try {
            return Pattern.compile(regex, Pattern.DOTALL).asMatchPredicate();
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("'" + pattern + "' is no pattern: " + e.getDescription(), e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.text;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A pattern of names: {@code *}, {@code ?}, {@code [a-z]}, {@code [!a]}, <code>{a,b}</code>; a backslash takes the next as it is. */
final class Glob {
    private static final String SPECIAL = "*?[{\\";

    private Glob() {}

    static boolean isPattern(String name) {
        return name.chars().anyMatch(c -> SPECIAL.indexOf(c) >= 0);
    }

    /** Translates a pattern. */
    static Pattern of(String glob) {
        StringBuilder regex = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '{') {
                depth++;
                regex.append("(?:");
            } else if (c == '}' && depth > 0) {
                depth--;
                regex.append(')');
            } else if (c == ',' && depth > 0) {
                regex.append('|');
            } else if (c == '\\' && i + 1 < glob.length()) {
                regex.append(quoted(glob.charAt(++i)));
            } else {
                regex.append(one(c, glob, i));
            }
        }
        try {
            return Pattern.compile(regex.toString(), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + glob + "' is not a pattern of file names: " + e.getDescription(), e);
        }
    }

    private static String one(char c, String glob, int at) {
        return switch (c) {
            case '*' -> ".*";
            case '?' -> ".";
            case '[' -> glob.startsWith("!", at + 1) ? "[^" : "[";
            case '!' -> at > 0 && glob.charAt(at - 1) == '[' ? "" : "!";
            case ']', '-' -> String.valueOf(c);
            default -> quoted(c);
        };
    }

    private static String quoted(char c) {
        // What is not ASCII means nothing to a regular expression, and may be half of a character.
        return c >= 0x80 || Character.isLetterOrDigit(c) ? String.valueOf(c) : "\\" + c;
    }
}

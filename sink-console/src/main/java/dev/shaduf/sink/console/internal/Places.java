// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.console.internal;

/** The places that text takes in a terminal: two for a wide character, none for one that joins the one before. */
final class Places {
    private static final String MORE = "\u2026";
    /** First and last of each range of wide characters: East Asian scripts, full-width forms, pictures. */
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x231A, 0x231B, 0x23E9, 0x23EC, 0x2E80, 0x303E, 0x3041, 0x33FF, 0x3400, 0x4DBF, 0x4E00, 0x9FFF,
        0xA000, 0xA4CF, 0xA960, 0xA97F, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE30, 0xFE6F, 0xFF00, 0xFF60, 0xFFE0, 0xFFE6,
        0x1F300, 0x1F64F, 0x1F680, 0x1F6FF, 0x1F900, 0x1F9FF, 0x20000, 0x3FFFD
    };

    private Places() {}

    static int of(String text) {
        return text.codePoints().map(Places::of).sum();
    }

    private static int of(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        for (int i = 0; i < WIDE.length; i += 2) {
            if (codePoint >= WIDE[i] && codePoint <= WIDE[i + 1]) {
                return 2;
            }
        }
        return 1;
    }

    /** Shortens a text to some places. */
    static String cut(String text, int most) {
        if (text.length() <= most / 2 || of(text) <= most) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int places = 0;
        for (int codePoint : text.codePoints().limit(most * 2L).toArray()) {
            places += of(codePoint);
            if (places > most - 1) {
                break;
            }
            kept.appendCodePoint(codePoint);
        }
        return kept.append(MORE).toString();
    }

    static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - of(text)));
    }

    static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - of(text))) + text;
    }
}

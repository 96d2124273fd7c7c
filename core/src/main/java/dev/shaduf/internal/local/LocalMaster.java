// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A master URL of the local engine.
 *
 * @param threads tasks that run at a time
 * @param attempts attempts of a task
 */
record LocalMaster(int threads, int attempts) {
    static final String FORMS = "local, local[n], local[*], local[n,m]";
    private static final int MOST_THREADS = 4_096;
    private static final int MOST_ATTEMPTS = 1_000;
    private static final Pattern BRACKETS = Pattern.compile("local\\[([^,\\]]*)(?:,([^,\\]]*))?]");

    static boolean accepts(String master) {
        return master.equals("local") || master.startsWith("local[");
    }

    static LocalMaster parse(String master) {
        if (master.equals("local")) {
            return new LocalMaster(1, 1);
        }
        Matcher form = BRACKETS.matcher(master);
        if (!form.matches()) {
            throw refused(master, "it is none of " + FORMS);
        }
        String threads = form.group(1).trim();
        int count = threads.equals("*")
                ? Runtime.getRuntime().availableProcessors()
                : number(master, "the number of threads", threads, MOST_THREADS);
        int attempts = form.group(2) == null
                ? 1
                : number(master, "the number of attempts", form.group(2).trim(), MOST_ATTEMPTS);
        return new LocalMaster(count, attempts);
    }

    private static int number(String master, String what, String text, int most) {
        try {
            int value = Integer.parseInt(text);
            if (value >= 1 && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, with what is allowed.
        }
        throw refused(
                master,
                what + " is '" + text + "' and must be a whole number from 1 to " + most
                        + (what.endsWith("threads") ? ", or * for one per core" : ""));
    }

    private static IllegalArgumentException refused(String master, String why) {
        return new IllegalArgumentException("master URL '" + master + "' is wrong: " + why
                + "; n is the number of tasks that run at a time, m the attempts of a task");
    }
}

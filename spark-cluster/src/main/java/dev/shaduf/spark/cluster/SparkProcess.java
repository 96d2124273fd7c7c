// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spark.cluster;

import java.io.IOException;
import java.util.Arrays;

/**
 * The main class of a child process: runs a main class of Spark, and ends when the process that started it does, because
 * then its standard input ends.
 */
final class SparkProcess {
    private SparkProcess() {}

    /** Runs a class of Spark; arguments are its name and its own arguments. */
    public static void main(String[] args) throws Exception {
        Thread watch = new Thread(SparkProcess::endWithParent, "watch-parent");
        watch.setDaemon(true);
        watch.start();
        Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(args, 1, args.length));
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // the parent writes nothing
            }
        } catch (IOException e) {
            // the same as its end
        }
        Runtime.getRuntime().halt(1);
    }
}

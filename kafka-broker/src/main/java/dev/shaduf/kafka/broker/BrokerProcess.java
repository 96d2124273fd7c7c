// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.kafka.broker;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The main class of the child process: formats the broker's directory if it is new, runs the broker, and ends when the
 * process that started it does, because then its standard input ends.
 */
final class BrokerProcess {
    private BrokerProcess() {}

    /** Runs a broker; arguments are the file of properties, the directory of the log and the id of the cluster. */
    public static void main(String[] args) throws Exception {
        Thread watch = new Thread(BrokerProcess::endWithParent, "watch-parent");
        watch.setDaemon(true);
        watch.start();
        if (!Files.exists(Path.of(args[1], "meta.properties"))) {
            format(args[0], args[2]);
        }
        call("kafka.Kafka", "main", new Class<?>[] {String[].class}, (Object) new String[] {args[0]});
    }

    private static void format(String properties, String clusterId) throws Exception {
        String[] command = {"format", "-t", clusterId, "-c", properties};
        // checkstyle: allow Console, because the child's output is its log
        PrintStream out = System.out;
        call("kafka.tools.StorageTool", "execute", new Class<?>[] {String[].class, PrintStream.class}, command, out);
    }

    /** The broker is not on the class path of this module's compiler. */
    private static void call(String type, String method, Class<?>[] parameters, Object... arguments) throws Exception {
        try {
            Class.forName(type).getMethod(method, parameters).invoke(null, arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(type + "." + method + " failed", e.getCause());
        }
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

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf;

import dev.shaduf.rdd.RDD;
import dev.shaduf.time.Durations;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** A program that ends itself from within a batch. */
final class ExitProgram {
    static final int STATUS = 7;

    private ExitProgram() {}

    /** The argument says where: on the thread of the batches, or in a task on one of the pool. */
    public static void main(String[] args) throws Exception {
        StreamingContext ssc = new StreamingContext("local[2]", "exit-program", Durations.milliseconds(50));
        Queue<RDD<Integer>> numbers = new ArrayDeque<>();
        numbers.add(ssc.context().parallelize(List.of(1, 2, 3, 4), 4));
        ssc.queueStream(numbers).foreachRDD(rdd -> {
            if (args[0].equals("batch")) {
                System.exit(STATUS);
            }
            rdd.foreach(number -> exitInThePool());
        });
        ssc.start();
        ssc.awaitTermination();
    }

    /** Leaves a task that runs on the thread of the batches to the others. */
    private static void exitInThePool() throws InterruptedException {
        if (Thread.currentThread().getName().contains("-task-")) {
            System.exit(STATUS);
        }
        Thread.currentThread().join(); // for ever: the program ends meanwhile
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.runner;

import dev.shaduf.benchmarks.feed.SocketFeeder;
import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Lines over TCP from a feeder that is started for each run.
 *
 * @param file lines
 * @param lines how many lines come in all
 * @param feederOptions what decides between full speed and a fixed rate
 */
record SocketInput(Path file, long lines, List<String> feederOptions) implements Input {

    private static final long READY_SECONDS = 60;

    @Override
    public Serving serve(Contender contender, Workload workload, Function<String, Path> log)
            throws IOException, InterruptedException, RunFailedException {
        ChildJvm feeder = ChildJvm.start(command(contender, workload), log.apply("feeder"));
        try {
            return new Feeding(feeder, feeder.await(Kind.READY, READY_SECONDS).field("ports"));
        } catch (InterruptedException | RunFailedException e) {
            feeder.close();
            throw e;
        }
    }

    private List<String> command(Contender contender, Workload workload) {
        List<String> command = new ArrayList<>(List.of("-Xmx64m", "-cp", System.getProperty("java.class.path")));
        command.add(SocketFeeder.class.getName());
        command.addAll(List.of("--file", file.toString()));
        command.addAll(List.of("--lanes", Integer.toString(contender.lanes(workload))));
        command.addAll(List.of("--hold", Boolean.toString(!contender.readsToEnd())));
        command.addAll(feederOptions);
        return command;
    }

    private record Feeding(ChildJvm feeder, String ports) implements Serving {

        @Override
        public Map<String, String> options() {
            return Map.of("host", "127.0.0.1", "ports", ports);
        }

        @Override
        public void attend(ChildJvm contender) {
            // The feeder begins when all lanes are connected.
        }

        @Override
        public long flowingMicros() throws InterruptedException, RunFailedException {
            return feeder.await(Kind.CONNECTED, READY_SECONDS).atMicros();
        }

        @Override
        public Announcement inspect(Announcement result) {
            return result;
        }

        @Override
        public void close() throws IOException {
            feeder.close();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.kafka;

import dev.shaduf.StreamingContext;
import dev.shaduf.listener.StreamingListener;
import dev.shaduf.listener.StreamingListenerBatchCompleted;
import dev.shaduf.time.Durations;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The program that {@link KafkaSecurityIT} listens to: made of options, it copies a topic until its own input ends. */
final class TalkativeProgram {
    private TalkativeProgram() {}

    /** Takes a file with the options that source and sink have in common, and the two topics. */
    public static void main(String[] args) throws Exception {
        Properties common = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of(args[0]))) {
            common.load(file);
        }
        try (StreamingContext ssc = new StreamingContext("local[2]", "talkative", Durations.milliseconds(200))) {
            ssc.addStreamingListener(new StreamingListener() {
                @Override
                public void onBatchCompleted(StreamingListenerBatchCompleted event) {
                    System.err.println(event);
                }
            });
            ssc.stream("kafka", with(common, Map.of("subscribe", args[1], "startingOffsets", "earliest")), String.class)
                    .sinkTo("kafka", with(common, Map.of("topic", args[2])));
            ssc.start();
            while (System.in.read() >= 0) {
                // the parent writes nothing
            }
            System.err.println(ssc.status());
            ssc.stop(true, true);
        }
    }

    private static Map<String, String> with(Properties common, Map<String, String> own) {
        Map<String, String> options = new TreeMap<>(own);
        common.stringPropertyNames().forEach(key -> options.put(key, common.getProperty(key)));
        return options;
    }
}

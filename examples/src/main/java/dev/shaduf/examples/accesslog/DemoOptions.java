// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.accesslog;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.config.Options;
import dev.shaduf.config.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the demo was asked to do.
 *
 * @param dir the directory to watch; empty for a socket
 * @param kafka the topic to read; empty for a socket
 * @param embeddedKafka whether to replay the log made here through a broker that is started for it
 * @param host the host of the user's own socket; empty to replay the log made here
 * @param port its port
 * @param output the directory for the batches
 * @param lines the lines to replay
 * @param rate the lines per second
 * @param database the database for the counts
 */
record DemoOptions(
        Optional<String> dir,
        Optional<DemoTopic> kafka,
        boolean embeddedKafka,
        Optional<String> host,
        int port,
        String output,
        int lines,
        int rate,
        DemoDatabase database) {
    private static final Setting<String> HOST = Setting.text("host", null, "Host of your own socket");
    private static final Setting<Long> PORT = Setting.number("port", 9_999L, 1, 65_535, "Port of your own socket");
    private static final Setting<String> OUTPUT = Setting.text("output", "target/demo", "Directory for the batches");
    private static final Setting<Long> LINES =
            Setting.number("lines", 20_000L, 1, 10_000_000, "Lines of the log that is replayed");
    private static final Setting<Long> RATE = Setting.number("rate", 4_000L, 1, 1_000_000, "Lines per second");
    private static final Setting<String> DIR = Setting.text("dir", null, "Directory whose files are to be counted");
    private static final Setting<String> KAFKA =
            Setting.text("kafka", null, "Servers of your own Kafka, host:port, with commas between them");
    private static final Setting<String> TOPIC = Setting.text("topic", null, "Topic of that Kafka to read");
    private static final Setting<String> TO =
            Setting.text("to", null, "Topic of that Kafka for the totals; they are written nowhere unless set");
    private static final Setting<Boolean> EMBEDDED_KAFKA =
            Setting.flag("embedded-kafka", false, "Whether to start a broker of Kafka and replay the log through it");
    private static final Setting<String> JDBC_URL = Setting.text(
                    "jdbc-url",
                    null,
                    "Database for the counts of the windows; an H2 file in the output directory unless set")
            .asSecret();
    private static final Setting<String> JDBC_USER = Setting.text("jdbc-user", "", "User of that database");
    private static final Setting<String> JDBC_PASSWORD =
            Setting.text("jdbc-password", "", "Password of that user").asSecret();
    static final List<Setting<?>> SETTINGS = List.of(
            HOST, PORT, OUTPUT, LINES, RATE, DIR, KAFKA, TOPIC, TO, EMBEDDED_KAFKA, JDBC_URL, JDBC_USER, JDBC_PASSWORD);

    private static final Set<Setting<?>> REPLAY =
            Set.of(EMBEDDED_KAFKA, LINES, RATE, OUTPUT, JDBC_URL, JDBC_USER, JDBC_PASSWORD);
    private static final Set<Setting<?>> SOCKET = Set.of(HOST, PORT, OUTPUT, JDBC_URL, JDBC_USER, JDBC_PASSWORD);

    /** What is of use beside the option that chooses the input; without one of these our own log is replayed. */
    private static final Map<String, Set<Setting<?>>> INPUTS = inputs();

    private static Map<String, Set<Setting<?>>> inputs() {
        Map<String, Set<Setting<?>>> inputs = new LinkedHashMap<>();
        inputs.put(DIR.key(), Set.of(DIR, OUTPUT));
        inputs.put(KAFKA.key(), Set.of(KAFKA, TOPIC, TO, OUTPUT, JDBC_URL, JDBC_USER, JDBC_PASSWORD));
        inputs.put(HOST.key(), SOCKET);
        inputs.put(PORT.key(), SOCKET);
        return inputs;
    }

    /** Reads {@code --key value} pairs; all faults are reported at once. */
    static DemoOptions parse(String[] args) {
        Map<String, String> given = given(args);
        Options options = Options.check("demo", given, SETTINGS);
        refuseHalfATopic(options);
        refuseWhatDoesNothing(given.keySet());
        Optional<String> host =
                given.containsKey("port") && !given.containsKey("host") ? Optional.of("localhost") : options.find(HOST);
        return new DemoOptions(
                options.find(DIR),
                options.find(KAFKA).map(servers -> new DemoTopic(servers, options.get(TOPIC), options.find(TO))),
                options.get(EMBEDDED_KAFKA),
                host,
                options.get(PORT).intValue(),
                options.get(OUTPUT),
                options.get(LINES).intValue(),
                options.get(RATE).intValue(),
                new DemoDatabase(
                        options.find(JDBC_URL).orElseGet(() -> DemoDatabase.fileIn(options.get(OUTPUT))),
                        options.get(JDBC_USER),
                        options.get(JDBC_PASSWORD)));
    }

    /** Takes keys and values in turn; a key that is followed by none is a flag. */
    private static Map<String, String> given(String[] args) {
        Map<String, String> given = new TreeMap<>();
        for (int i = 0; i < args.length; i++) {
            String key = args[i].startsWith("--") ? args[i].substring(2) : args[i];
            boolean flag = key.equals(EMBEDDED_KAFKA.key()) && (i + 1 == args.length || args[i + 1].startsWith("--"));
            given.put(key, flag ? "true" : i + 1 < args.length ? args[++i] : "");
        }
        return given;
    }

    private static void refuseHalfATopic(Options options) {
        boolean own = options.find(KAFKA).isPresent();
        if (own != options.find(TOPIC).isPresent() || (!own && options.find(TO).isPresent())) {
            throw new ConfigurationException(
                    "demo", List.of("--kafka and --topic, and if you like --to, belong together"));
        }
        if (own && options.get(EMBEDDED_KAFKA)) {
            throw new ConfigurationException(
                    "demo",
                    List.of("--kafka reads your own topic, --embedded-kafka starts a broker: choose one of them"));
        }
    }

    private static void refuseWhatDoesNothing(Set<String> given) {
        String kind =
                INPUTS.keySet().stream().filter(given::contains).findFirst().orElse(LINES.key());
        Set<Setting<?>> used = INPUTS.getOrDefault(kind, REPLAY);
        List<String> faults = given.stream()
                .filter(key -> used.stream().noneMatch(setting -> setting.key().equals(key)))
                .map(key -> "--" + key + " does nothing beside --" + kind + "; leave out one of them")
                .toList();
        if (!faults.isEmpty()) {
            throw new ConfigurationException("demo", faults);
        }
    }
}

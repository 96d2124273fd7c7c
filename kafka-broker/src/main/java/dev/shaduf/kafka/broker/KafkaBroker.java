// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.kafka.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * One broker with its own directory and ports. It is ready when this very child answers with the id of its cluster. It
 * can be killed and started again with what it had on disk. One thread at a time.
 */
public final class KafkaBroker implements AutoCloseable {
    /** The system property with flags for the broker's JVM, separated by spaces; unset, they are those for short tests. */
    public static final String JVM_FLAGS = "shaduf.kafka.broker.jvm";

    private static final long READY_SECONDS = 120;

    private final Path directory;
    private final String clusterId = Uuid.randomUuid().toString();
    private final int port = freePort();
    private final int controllerPort = freePort();
    private final Map<String, String> properties;
    private final Map<String, String> clients;
    private @Nullable Process process;

    private KafkaBroker(Path directory, Map<String, String> overrides, Map<String, String> clients) throws IOException {
        this.directory = directory;
        this.properties = new TreeMap<>(defaults());
        this.properties.putAll(overrides);
        this.clients = clients;
    }

    /**
     * Starts a broker and waits until it is ready.
     *
     * @return the broker
     * @throws IOException if it does not start; the message says where its log is
     */
    public static KafkaBroker start() throws IOException {
        return start(Map.of(), Map.of());
    }

    /**
     * Starts a broker with settings of its own. {@code {port}} in a value stands for the port of the clients' listener.
     *
     * @param overrides settings of the broker
     * @param clients what clients need to be let in
     * @return the broker
     * @throws IOException if it does not start; the message says where its log is
     */
    public static KafkaBroker start(Map<String, String> overrides, Map<String, String> clients) throws IOException {
        KafkaBroker broker = new KafkaBroker(Files.createTempDirectory("shaduf-kafka"), overrides, clients);
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "close-kafka-broker"));
        broker.restart();
        return broker;
    }

    /**
     * Returns the one broker that the tests of this JVM share; it ends with the JVM.
     *
     * @return a running broker
     */
    public static KafkaBroker shared() {
        return Shared.BROKER;
    }

    /**
     * Returns where clients connect.
     *
     * @return host and port
     */
    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    /**
     * Returns a view of the topics in it.
     *
     * @return the topics
     */
    public KafkaTopics topics() {
        return new KafkaTopics(bootstrap(), clients);
    }

    /** Ends the broker at once, as a crash would. What it had on disk stays. */
    public void kill() {
        Process running = process;
        process = null;
        if (running != null) {
            running.destroyForcibly();
            awaitEnd(running);
        }
    }

    /**
     * Starts it after {@link #kill}, on the same ports, with what it had on disk.
     *
     * @throws IOException if it does not start
     */
    public void restart() throws IOException {
        Path settings = writeSettings();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(System.getProperty(JVM_FLAGS, "-Xmx512m -XX:TieredStopAtLevel=1")
                .split(" ")));
        command.addAll(List.of(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                classPath(),
                BrokerProcess.class.getName(),
                settings.toString(),
                directory.resolve("data").toString(),
                clusterId));
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log().toFile()))
                .start();
        process = started;
        awaitReady(started);
    }

    @Override
    public void close() {
        kill();
        deleteAll(directory);
    }

    private Path log() {
        return directory.resolve("broker.log");
    }

    private void awaitReady(Process started) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        Properties settings = new Properties();
        settings.putAll(clients);
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap());
        settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "100");
        while (!isListening()) {
            check(started, deadline);
        }
        try (Admin admin = Admin.create(settings)) {
            while (!isMine(admin)) {
                check(started, deadline);
            }
        }
    }

    private void check(Process started, long deadline) throws IOException {
        if (!started.isAlive() || System.nanoTime() > deadline) {
            String text = Files.readString(log(), UTF_8);
            kill();
            throw new IOException("the Kafka broker did not become ready; its log, " + log() + ", says:\n" + text);
        }
    }

    /** Keeps the client from complaining while nobody listens. Whose port it is, only the id of the cluster tells. */
    private boolean isListening() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            return false;
        }
    }

    private boolean isMine(Admin admin) throws IOException {
        try {
            return clusterId.equals(admin.describeCluster().clusterId().get(2, TimeUnit.SECONDS));
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a broker", e);
        }
    }

    private Path writeSettings() throws IOException {
        Path file = directory.resolve("server.properties");
        List<String> lines = new ArrayList<>();
        properties.forEach((key, value) -> lines.add(key + "=" + value.replace("{port}", String.valueOf(port))));
        return Files.write(file, lines, UTF_8);
    }

    private Map<String, String> defaults() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("listeners", "CLIENT://127.0.0.1:{port},CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "CLIENT://127.0.0.1:{port}");
        settings.put("listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "CLIENT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("log.dirs", directory.resolve("data").toString());
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
        settings.put("broker.session.timeout.ms", "2000");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
        settings.put("auto.create.topics.enable", "false");
        return settings;
    }

    private static String classPath() throws IOException {
        try (InputStream in = KafkaBroker.class.getResourceAsStream("broker.classpath")) {
            if (in == null) {
                throw new IOException(
                        "the class path of the broker is missing: build the module kafka-broker with Maven");
            }
            String own = KafkaBroker.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .getPath();
            return own + File.pathSeparator + new String(in.readAllBytes(), UTF_8).trim();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static void awaitEnd(Process running) {
        try {
            running.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void deleteAll(Path root) {
        File[] children = root.toFile().listFiles();
        if (children != null) {
            for (File child : children) {
                deleteAll(child.toPath());
            }
        }
        root.toFile().delete();
    }

    private static final class Shared {
        static final KafkaBroker BROKER = begin();

        private static KafkaBroker begin() {
            try {
                return start();
            } catch (IOException e) {
                throw new IllegalStateException("the broker for tests does not start", e);
            }
        }
    }
}

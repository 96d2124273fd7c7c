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
import java.util.Objects;
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
public final class KafkaBroker implements SharedKafka {
    /** The system property with flags for the broker's JVM, separated by spaces; unset, they are those for short tests. */
    public static final String JVM_FLAGS = "shaduf.kafka.broker.jvm";

    private static final long READY_SECONDS = 120;

    private final Path directory = Files.createTempDirectory("shaduf-kafka");
    private final String clusterId;
    private final int port = freePort();
    private final int controllerPort = freePort();
    private final Map<String, String> properties = new TreeMap<>();
    private final Map<String, String> clients;
    private final @Nullable NetworkProxy proxy;
    private @Nullable Process process;

    /** Takes two ports and starts nothing. */
    KafkaBroker(String clusterId, Map<String, String> clients, @Nullable NetworkProxy proxy) throws IOException {
        this.clusterId = clusterId;
        this.clients = clients;
        this.proxy = proxy;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "close-kafka-broker"));
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
        return start(new KafkaBroker(Uuid.randomUuid().toString(), clients, null), overrides);
    }

    /**
     * Starts a broker that clients reach through a proxy alone.
     *
     * @param proxy the proxy, which nothing else uses
     * @return the broker; its address is that of the proxy
     * @throws IOException if it does not start; the message says where its log is
     */
    public static KafkaBroker startBehind(NetworkProxy proxy) throws IOException {
        KafkaBroker broker = new KafkaBroker(Uuid.randomUuid().toString(), Map.of(), proxy);
        proxy.leadTo(broker.port);
        return start(broker, Map.of("advertised.listeners", "CLIENT://127.0.0.1:" + proxy.port()));
    }

    private static KafkaBroker start(KafkaBroker broker, Map<String, String> overrides) throws IOException {
        Map<String, String> settings = BrokerSettings.single(broker.controllerPort);
        settings.putAll(overrides);
        broker.launch(settings);
        broker.awaitReady();
        return broker;
    }

    @Override
    public String bootstrap() {
        return "127.0.0.1:" + (proxy == null ? port : proxy.port());
    }

    /** Returns where the controller listens. */
    int controllerPort() {
        return controllerPort;
    }

    @Override
    public KafkaTopics topics() {
        return new KafkaTopics(bootstrap(), clients);
    }

    /**
     * Tells whether it runs.
     *
     * @return whether it was started and not killed
     */
    public boolean isRunning() {
        return process != null;
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
        launch(Map.of());
        awaitReady();
    }

    /** Starts the process with more settings and does not wait for it. */
    void launch(Map<String, String> more) throws IOException {
        properties.putAll(more);
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
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log().toFile()))
                .start();
    }

    @Override
    public void close() {
        kill();
        deleteAll(directory);
    }

    private Path log() {
        return directory.resolve("broker.log");
    }

    /** Waits until this very process answers. */
    void awaitReady() throws IOException {
        Process started = Objects.requireNonNull(process);
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
        lines.add("log.dirs=" + directory.resolve("data"));
        properties.forEach((key, value) -> lines.add(key + "=" + value.replace("{port}", String.valueOf(port))));
        return Files.write(file, lines, UTF_8);
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
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spark.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A standalone cluster of Apache Spark: a master, workers, and the executors that these start, each in a process of its own.
 * It is ready when this very master answers with its own address and counts the workers. Workers and executors can be killed.
 * One thread at a time.
 */
public final class SparkCluster implements AutoCloseable {
    private static final long READY_SECONDS = 120;
    private static final Pattern ALIVE = Pattern.compile("\"aliveworkers\"\\s*:\\s*(\\d+)");
    private static final Pattern ACTIVE =
            Pattern.compile("\"activeapps\"\\s*:\\s*\\[(.*?)]\\s*,\\s*\"completedapps\"", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("\"name\"\\s*:\\s*\"([^\"]*)\"");
    private static final String EXECUTOR = "CoarseGrainedExecutorBackend";
    private static final String SUBMITTED = "submitted";

    private final SparkHome home;
    private final int port = freePort();
    private final int pagePort = freePort();
    private final int cores;
    private final List<Process> workers = new ArrayList<>();
    private final List<Process> programs = new ArrayList<>();
    private final Process master;
    private int started;

    private SparkCluster(int cores) throws IOException {
        this.cores = cores;
        this.home = SparkHome.create();
        this.master = home.run(
                "master",
                "org.apache.spark.deploy.master.Master",
                List.of("--host", "127.0.0.1", "--port", "" + port, "--webui-port", "" + pagePort));
    }

    /**
     * Starts a cluster and waits until it is ready.
     *
     * @param workers how many workers, each of which gives one executor to an application
     * @param cores how many tasks an executor runs at a time
     * @return the cluster
     * @throws IOException if it does not start; the message says what its log says
     */
    public static SparkCluster start(int workers, int cores) throws IOException {
        SparkCluster cluster = new SparkCluster(cores);
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "close-spark-cluster"));
        for (int i = 0; i < workers; i++) {
            cluster.addWorker();
        }
        return cluster;
    }

    /**
     * Returns the cluster of two workers that the tests of this JVM share; it ends with the JVM.
     *
     * @return a running cluster
     */
    public static SparkCluster shared() {
        return Shared.CLUSTER;
    }

    /**
     * Returns the master URL.
     *
     * @return such as {@code spark://127.0.0.1:7077}
     */
    public String master() {
        return "spark://127.0.0.1:" + port;
    }

    /**
     * Returns what an application sets that runs here.
     *
     * @return settings of Spark
     */
    public Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("spark.driver.host", "127.0.0.1");
        settings.put("spark.driver.bindAddress", "127.0.0.1");
        settings.put("spark.ui.enabled", "false");
        settings.put("spark.executor.memory", "512m");
        settings.put("spark.port.maxRetries", "100");
        // Two applications fit side by side.
        settings.put("spark.cores.max", "2");
        return settings;
    }

    /**
     * Starts one more worker and waits until the master knows it.
     *
     * @throws IOException if it does not start
     */
    public void addWorker() throws IOException {
        String name = "worker-" + ++started;
        workers.add(home.run(
                name,
                "org.apache.spark.deploy.worker.Worker",
                List.of(
                        "--host",
                        host(started),
                        "--webui-port",
                        "" + freePort(),
                        "--cores",
                        "" + cores,
                        "--memory",
                        "2g",
                        "--work-dir",
                        home.directory().resolve(name).toString(),
                        master())));
        awaitWorkers(name);
    }

    /**
     * Lists the executors that run.
     *
     * @return their processes, in the order of their workers
     */
    public List<ProcessHandle> executors() {
        return workers.stream()
                .flatMap(worker -> worker.toHandle().descendants())
                .filter(process -> process.info().commandLine().orElse("").contains(EXECUTOR))
                .toList();
    }

    /**
     * Ends an executor at once, as a crash would. Its worker starts another one.
     *
     * @param executor one of {@link #executors}
     */
    public void kill(ProcessHandle executor) {
        executor.destroyForcibly();
    }

    /**
     * Ends a worker and its executors at once, as the loss of a machine would.
     *
     * @param worker the place of the worker among those that run, from 0
     */
    public void killWorker(int worker) {
        Process lost = workers.remove(worker);
        List<ProcessHandle> children = lost.descendants().toList();
        lost.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(lost);
    }

    /**
     * Returns the number of workers that have not been killed.
     *
     * @return how many
     */
    public int workers() {
        return workers.size();
    }

    /**
     * Runs a program as {@code spark-submit} does.
     *
     * @param type the program's main class
     * @param jars the jar that has it, then those that it needs beside Spark
     * @param arguments what it is given
     * @param extra what is set beside or instead of {@link #settings}
     * @return its process
     * @throws IOException if it cannot be started
     */
    public Process submit(String type, List<Path> jars, List<String> arguments, Map<String, String> extra)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("--master", master(), "--class", type));
        Map<String, String> all = settings();
        all.putAll(extra);
        all.forEach((key, value) -> command.addAll(List.of("--conf", key + "=" + value)));
        String further = jars.stream().skip(1).map(Path::toString).collect(Collectors.joining(","));
        command.addAll(List.of("--jars", further, jars.get(0).toString()));
        command.addAll(arguments);
        Process program = home.run(SUBMITTED, "600m", "org.apache.spark.deploy.SparkSubmit", command);
        programs.add(program);
        return program;
    }

    /**
     * Returns what programs have printed that were submitted.
     *
     * @return their output, and Spark's
     * @throws IOException if it cannot be read
     */
    public String submitted() throws IOException {
        return log(SUBMITTED);
    }

    /**
     * Lists the applications that run here.
     *
     * @return their names, as the master knows them
     * @throws IOException if the master does not answer
     */
    public List<String> applications() throws IOException {
        Matcher active = ACTIVE.matcher(page());
        return active.find()
                ? NAME.matcher(active.group(1))
                        .results()
                        .map(name -> name.group(1))
                        .toList()
                : List.of();
    }

    @Override
    public void close() {
        programs.forEach(Process::destroyForcibly);
        while (!workers.isEmpty()) {
            killWorker(0);
        }
        master.destroyForcibly();
        awaitEnd(master);
        home.delete();
    }

    private void awaitWorkers(String newest) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (aliveWorkers() < workers.size()) {
            boolean alive = master.isAlive() && workers.stream().allMatch(Process::isAlive);
            if (!alive || System.nanoTime() > deadline) {
                String logs = log("master") + log(newest);
                close();
                throw new IOException("the Spark cluster did not become ready; its logs say:\n" + logs);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    /** Each worker has a host of its own where the loopback network has many, as Spark never speculates twice on one. */
    private static String host(int number) {
        return System.getProperty("os.name").startsWith("Linux") ? "127.0.0." + number : "127.0.0.1";
    }

    /** Asks the master; another server on its port would not answer with its address. */
    private int aliveWorkers() {
        try {
            String text = page();
            Matcher alive = ALIVE.matcher(text);
            return text.contains(master()) && alive.find() ? Integer.parseInt(alive.group(1)) : -1;
        } catch (IOException e) {
            return -1;
        }
    }

    private String page() throws IOException {
        URLConnection page =
                URI.create("http://127.0.0.1:" + pagePort + "/json/").toURL().openConnection();
        page.setConnectTimeout(1_000);
        page.setReadTimeout(5_000);
        try (InputStream in = page.getInputStream()) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private String log(String name) throws IOException {
        return name + ":\n" + Files.readString(home.log(name), UTF_8);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static void awaitEnd(Process process) {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Shared {
        static final SparkCluster CLUSTER = begin();

        private static SparkCluster begin() {
            try {
                return start(2, 2);
            } catch (IOException e) {
                throw new IllegalStateException("the Spark cluster for tests does not start", e);
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.jdbc.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A child process that is ready when it answers, and ends with the JVM. */
final class ServerProcess {
    private static final long READY_SECONDS = 110;
    private static final long GONE_SECONDS = 60;

    private final List<String> command;
    private final Path log;
    private @Nullable Process process;

    /** Asks the server something; fails until it is ready. */
    interface Question {
        void ask() throws SQLException;
    }

    ServerProcess(List<String> command, Path log) {
        this.command = command;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end-database-server"));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    void start(Question question) throws IOException {
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .start();
        process = started;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (!answers(question)) {
            if (!started.isAlive() || System.nanoTime() > deadline) {
                end();
                throw new IOException("the server did not become ready; its log, " + log + ", says:\n"
                        + Files.readString(log, UTF_8));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static boolean answers(Question question) {
        try {
            question.ask();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    void kill() throws IOException {
        if (process != null) {
            kill(process.toHandle());
        }
    }

    /** Kills a process with all that it started, and waits until they are gone. */
    static void kill(ProcessHandle root) throws IOException {
        List<ProcessHandle> all =
                Stream.concat(Stream.of(root), root.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture<?> gone =
                CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new));
        try {
            gone.get(GONE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("process " + root.pid() + " was killed and is still there", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for process " + root.pid(), e);
        }
    }

    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit.contract;

import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.Receiver;
import dev.shaduf.spi.ReceiverStoppedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Receives lines; breaks one rule of the contract, or none. */
final class FlawedReceiver extends Receiver<String> {
    private static final Map<Integer, Integer> PORTS = new ConcurrentHashMap<>();

    private final String flaw;
    private final int port;
    private transient volatile @Nullable Socket socket;
    private transient volatile @Nullable Thread thread;
    private transient volatile boolean connectedBefore;
    private transient volatile boolean stoppedBefore;

    FlawedReceiver(String flaw, int port) {
        super(StorageLevel.MEMORY_ONLY);
        this.flaw = flaw;
        this.port = port;
        PORTS.put(port, port);
    }

    @Override
    public void onStart() throws InterruptedException {
        if (flaw.equals("R1")) {
            new CountDownLatch(1).await(600, TimeUnit.MILLISECONDS);
        }
        stoppedBefore = false;
        if (flaw.equals("R9") && connectedBefore) {
            return;
        }
        thread = start(flaw.equals("R11") ? "lines" : context().threadName("lines"), this::run);
    }

    @Override
    public void onStop() throws IOException {
        if (flaw.equals("R4") && stoppedBefore || flaw.equals("R5") && thread == null) {
            throw new IllegalStateException("not running");
        }
        stoppedBefore = true;
        Socket open = socket;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public Guarantee promise() {
        return switch (flaw) {
            case "R12" -> Guarantee.EXACTLY_ONCE;
            case "R13" -> Guarantee.AT_LEAST_ONCE;
            default -> Guarantee.AT_MOST_ONCE;
        };
    }

    @Override
    public String name() {
        return flaw.equals("R14") ? " " : "lines";
    }

    private void run() {
        boolean connected = false;
        try (Socket open = new Socket(InetAddress.getLoopbackAddress(), place())) {
            connected = true;
            connectedBefore = true;
            socket = open;
            read(new BufferedReader(new InputStreamReader(open.getInputStream(), StandardCharsets.UTF_8)));
            trouble(connected, new IOException("end of stream"));
        } catch (ReceiverStoppedException e) {
            if (flaw.equals("R3")) {
                reportError("could not store", e);
            }
        } catch (IOException | RuntimeException e) {
            trouble(connected, e);
        }
    }

    private int place() {
        Integer known = PORTS.get(port);
        if (flaw.equals("R10") && known == null) {
            throw new IllegalStateException("not in this class loader");
        }
        return port;
    }

    private void read(BufferedReader lines) throws IOException {
        int count = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            count++;
            if (!flaw.equals("R2") || count % 100 != 0) {
                store(line);
            }
            if (flaw.equals("R6") && count == 1) {
                start(context().threadName("left"), FlawedReceiver::sleep);
            }
        }
    }

    private void trouble(boolean connected, Exception e) {
        if (isStopped() || connected && flaw.equals("R7")) {
            return;
        }
        if (!connected && flaw.equals("R8")) {
            stop("cannot connect", e);
        } else {
            restart("lost the peer", e);
        }
    }

    private static Thread start(String name, Runnable task) {
        Thread started = new Thread(task, name);
        started.setDaemon(true);
        started.start();
        return started;
    }

    private static void sleep() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.connector;

import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.Receiver;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Receives text that comes in UDP packets, a record each. */
// tag::program[]
public final class UdpReceiver extends Receiver<String> {
    private final int port;
    private transient volatile @Nullable DatagramSocket socket;

    /**
     * Describes a receiver.
     *
     * @param port the port on the loopback address
     */
    public UdpReceiver(int port) {
        super(StorageLevel.MEMORY_ONLY);
        this.port = port;
    }

    @Override
    public void onStart() throws IOException {
        DatagramSocket opened = new DatagramSocket(port, InetAddress.getLoopbackAddress());
        socket = opened;
        Thread thread = new Thread(() -> receive(opened), context().threadName("udp"));
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void onStop() {
        DatagramSocket opened = socket;
        if (opened != null) {
            opened.close(); // ends the thread, which waits in receive
        }
    }

    private void receive(DatagramSocket opened) {
        DatagramPacket packet = new DatagramPacket(new byte[65_507], 65_507);
        try {
            while (!isStopped()) {
                packet.setLength(65_507);
                opened.receive(packet);
                store(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            if (!isStopped()) {
                restart("UDP port " + port + " failed", e);
            }
        }
    }
}
// end::program[]

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.testkit.ReceiverProbe;
import dev.shaduf.time.Durations;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class UdpReceiverTest {
    @Test
    void shouldStoreAPacketAsARecord() throws Exception {
        int port = freePort();
        ReceiverProbe<String> probe = new ReceiverProbe<>(new UdpReceiver(port));
        probe.start();

        send(port, "hello");

        assertThat(probe.awaitRecords(1, Durations.seconds(10))).containsExactly("hello");
        probe.stop();
    }

    private static int freePort() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void send(int port, String text) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
        }
    }
}

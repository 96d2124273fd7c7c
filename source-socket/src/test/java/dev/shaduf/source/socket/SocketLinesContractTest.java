// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket;

import dev.shaduf.spi.Receiver;
import dev.shaduf.testkit.contract.ReceiverContract;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class SocketLinesContractTest extends ReceiverContract<String> {
    private LinePeer peer;

    @BeforeEach
    void startPeer() throws Exception {
        peer = new LinePeer("");
    }

    @AfterEach
    void stopPeer() throws Exception {
        peer.close();
    }

    @Override
    protected Receiver<String> receiver() {
        return SocketReceiver.lines("127.0.0.1", peer.port()).build();
    }

    @Override
    protected List<String> records(int count) {
        return IntStream.range(0, count).mapToObj(i -> "line " + i).toList();
    }

    @Override
    protected void send(List<String> records) throws Exception {
        peer.send(records);
    }

    @Override
    protected void peerDown() throws Exception {
        peer.down();
    }

    @Override
    protected void peerUp() throws Exception {
        peer.up();
    }
}

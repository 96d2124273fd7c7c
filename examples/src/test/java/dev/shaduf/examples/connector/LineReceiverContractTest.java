// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.connector;

import dev.shaduf.testkit.contract.ReceiverContract;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;

/** The example keeps every rule of the contract. */
class LineReceiverContractTest extends ReceiverContract<String> {
    private final LinePeer peer = new LinePeer();

    LineReceiverContractTest() throws IOException {}

    @AfterEach
    void closePeer() throws IOException {
        peer.close();
    }

    @Override
    protected LineReceiver receiver() {
        return new LineReceiver(peer.address());
    }

    @Override
    protected List<String> records(int count) {
        return IntStream.range(0, count).mapToObj(i -> "line " + i).toList();
    }

    @Override
    protected void send(List<String> records) throws IOException {
        peer.send(records);
    }

    @Override
    protected void peerDown() throws IOException {
        peer.down();
    }

    @Override
    protected void peerUp() throws IOException {
        peer.up();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit.contract;

import dev.shaduf.spi.Receiver;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;

/** Run by {@link ContractsTest}, once per flaw. */
class ReceiverContractCase extends ReceiverContract<String> {
    static volatile String flaw = "none";

    private final LinePeer peer;

    ReceiverContractCase() throws Exception {
        peer = new LinePeer();
    }

    @AfterEach
    void closePeer() throws Exception {
        peer.close();
    }

    @Override
    protected Receiver<String> receiver() {
        return new FlawedReceiver(flaw, peer.port());
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

    @Override
    protected Duration patience() {
        return Durations.seconds(3);
    }

    @Override
    protected Duration promptness() {
        return flaw.equals("R1") ? Durations.milliseconds(300) : Durations.seconds(2);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shaduf.engine.StateOptions;
import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.internal.block.BlockInfo;
import dev.shaduf.internal.block.BlockLog;
import dev.shaduf.internal.block.Collected;
import dev.shaduf.internal.log.Log;
import dev.shaduf.internal.log.LogIdentity;
import dev.shaduf.internal.log.LogSettings;
import dev.shaduf.internal.plugin.CheckpointStores;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.CheckpointStore;
import dev.shaduf.spi.Position;
import dev.shaduf.spi.Receiver;
import dev.shaduf.spi.RefusedRecordException;
import dev.shaduf.spi.StateCodec;
import dev.shaduf.time.Duration;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that the log of a receiver cannot hold: none is lost in silence, and no position goes past one. */
class RefusedRecordsTest {
    private static final Duration PATIENCE = new Duration(10_000);

    @TempDir
    Path directory;

    private final StubClock clock = new StubClock();
    private final Fragile.Codec codec = new Fragile.Codec();
    private final Recording recording = new Recording();
    private final List<ReceiverSupervisor<Object>> runs = new ArrayList<>();
    private @Nullable CheckpointStore store;
    private Things receiver = new Things();

    /** What nothing can write. */
    static final class Unknown {}

    /** What a codec can write, or not. */
    record Fragile(String text) {
        static final class Codec implements StateCodec<Fragile> {
            private static final long serialVersionUID = 1L;
            volatile boolean broken;

            @Override
            public Class<Fragile> type() {
                return Fragile.class;
            }

            @Override
            public void write(Fragile value, DataOutput out) throws IOException {
                if (broken) {
                    throw new IllegalStateException("no schema");
                }
                out.writeUTF(value.text());
            }

            @Override
            public Fragile read(DataInput in, int version) throws IOException {
                return new Fragile(in.readUTF());
            }
        }
    }

    @BeforeEach
    void first() throws IOException {
        begin();
    }

    @AfterEach
    void stop() throws Exception {
        for (ReceiverSupervisor<Object> run : runs) {
            run.stop(PATIENCE);
        }
        if (store != null) {
            store.close();
        }
    }

    @Test
    void shouldRefuseASingleRecordAndNameReceiverClassAndRemedy() {
        assertThatThrownBy(() -> receiver.store(new Unknown()))
                .isInstanceOf(RefusedRecordException.class)
                .hasMessageContaining("receiver 'Things' (input 5) cannot write to its log")
                .hasMessageContaining("a record of " + Unknown.class.getName())
                .hasMessageContaining("register a StateCodec")
                .hasMessageContaining("was not stored");
        assertThat(recording.lastError()).contains(Unknown.class.getName());
        assertThat(run().counters()).containsEntry("refused-records", 1L);
    }

    @Test
    void shouldKeepWhatWasStoredBesideARefusedRecord() throws Exception {
        receiver.store("a");
        assertThatThrownBy(() -> receiver.store(List.of("deep", List.of(new Unknown()))));
        assertThatThrownBy(() -> receiver.store((Object) List.of(new Unknown())));
        receiver.store("b");
        run().takeBlocks();

        crash();

        assertThat(taken()).containsExactly("a", "b");
    }

    @Test
    void shouldNotGoPastThePositionOfARefusedRecord() throws Exception {
        receiver.store("a", Position.of("lane", 1));
        assertThatThrownBy(() -> receiver.store(new Unknown(), Position.of("lane", 2)))
                .isInstanceOf(RefusedRecordException.class);
        assertThat(run().lastPosition("lane")).contains(Position.of("lane", 1));
        run().takeBlocks();

        crash();
        assertThat(run().lastPosition("lane")).contains(Position.of("lane", 1));
        receiver.store("mended", Position.of("lane", 2));

        assertThat(taken()).containsExactly("a", "mended");
    }

    @Test
    void shouldNeitherStoreNorAcknowledgeAListWithARefusedRecord() throws Exception {
        assertThatThrownBy(() -> receiver.store(List.of("a", new Unknown()), "refused"))
                .isInstanceOf(RefusedRecordException.class);
        receiver.store(List.of("b"), "stored");

        await().untilAsserted(() -> assertThat(receiver.acknowledged).containsExactly("stored"));
        crash();
        assertThat(taken()).containsExactly("b");
    }

    @Test
    void shouldRefuseWhatItsCodecFailsFor() {
        codec.broken = true;

        assertThatThrownBy(() -> receiver.store(new Fragile("a")))
                .isInstanceOf(RefusedRecordException.class)
                .hasMessageContaining(Fragile.Codec.class.getName())
                .hasMessageContaining("no schema");
    }

    @Test
    void shouldHoldBackWhatACodecFailsForAfterStoreHadReturned() throws Exception {
        receiver.store(new Fragile("a"), Position.of("lane", 1));
        codec.broken = true;
        assertThat(run().takeBlocks()).isEmpty();
        receiver.store("b", Position.of("lane", 2));
        assertThat(run().takeBlocks()).isEmpty();
        assertThat(run().backlog().records()).isEqualTo(2);
        assertThat(recording.lastError())
                .contains("neither processed nor acknowledged")
                .contains("no schema");
        codec.broken = false;

        assertThat(taken()).containsExactly(new Fragile("a"), "b");
    }

    @Test
    void shouldNotCountAPositionAsStoredWhoseRecordIsHeldBack() throws Exception {
        receiver.store("a", Position.of("lane", 1));
        run().takeBlocks();
        receiver.store(new Fragile("b"), Position.of("lane", 2));
        codec.broken = true;
        run().takeBlocks();
        receiver.store("c", Position.of("lane", 3));
        run().takeBlocks();

        codec.broken = false;
        crash();
        assertThat(run().lastPosition("lane")).contains(Position.of("lane", 1));
        receiver.store(new Fragile("b"), Position.of("lane", 2));
        receiver.store("c", Position.of("lane", 3));

        assertThat(taken()).containsExactly("a", new Fragile("b"), "c");
    }

    @Test
    void shouldNotStoreAListBehindWhatIsHeldBack() throws Exception {
        receiver.store(new Fragile("a"));
        codec.broken = true;

        assertThatThrownBy(() -> receiver.store(List.of("b"), "token")).isInstanceOf(RefusedRecordException.class);
        codec.broken = false;
        receiver.store(List.of("c"));

        assertThat(taken()).containsExactly(new Fragile("a"), "c");
        assertThat(receiver.acknowledged).isEmpty();
    }

    /** A process that ends without a word: its store is given back while its supervisor still runs. */
    private void crash() throws IOException {
        begin();
    }

    private void begin() throws IOException {
        if (store != null) {
            store.close();
        }
        CheckpointStore opened = CheckpointStores.open(directory.toString());
        store = opened;
        LogIdentity identity = new LogIdentity(new UUID(7, 8), opened.acquire("test"));
        Codecs codecs = Codecs.of(new StateOptions(List.of(codec), List.of(), Map.of(), false));
        receiver = new Things();
        ReceiverSupervisor<Object> run =
                supervisor(BlockLog.open(Log.open(opened, "received/things", identity, LogSettings.DEFAULT), codecs));
        runs.add(run);
        run.restore(-1, number -> false);
        run.start();
        await().until(receiver::isStarted);
    }

    private ReceiverSupervisor<Object> supervisor(BlockLog log) {
        return new ReceiverSupervisor<>(5, receiver, RestartedReceiver.settings(runs.size()), clock, recording, log);
    }

    private ReceiverSupervisor<Object> run() {
        return runs.get(runs.size() - 1);
    }

    private List<Object> taken() throws Exception {
        List<Object> records = new ArrayList<>();
        for (BlockInfo block : run().takeBlocks()) {
            records.addAll(Collected.of(run().blocks(), block.id()));
        }
        return records;
    }

    private static final class Things extends Receiver<Object> {
        final List<Object> acknowledged = new CopyOnWriteArrayList<>();

        Things() {
            super(StorageLevel.MEMORY_ONLY);
        }

        @Override
        public void onStart() {}

        @Override
        public void onStop() {}

        @Override
        public void acknowledge(Object token) {
            acknowledged.add(token);
        }
    }
}

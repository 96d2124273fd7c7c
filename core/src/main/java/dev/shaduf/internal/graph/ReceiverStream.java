// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.internal.block.BlockId;
import dev.shaduf.internal.block.BlockInfo;
import dev.shaduf.internal.block.BlockStore;
import dev.shaduf.internal.block.PackedReceiver;
import dev.shaduf.rdd.RDD;
import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.Receiver;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The input that a receiver feeds: one partition per block. */
public final class ReceiverStream<T> extends StreamInput<T> {
    private final Receiver<T> receiver;
    private volatile @Nullable BlockStore blocks;
    private volatile Optional<PackedReceiver> packed = Optional.empty();

    ReceiverStream(Operation operation, Receiver<T> receiver) {
        super(operation);
        this.receiver = receiver;
    }

    /** Returns the receiver, for the scheduler to run. */
    public Receiver<T> receiver() {
        return receiver;
    }

    /** Says where the blocks of the receiver are; to be called before the receiver is started. */
    public void attach(BlockStore store) {
        if (graph().factory().engine().isDistributed()) {
            packed = Optional.of(PackedReceiver.of(receiver));
        }
        this.blocks = store;
    }

    @Override
    public Guarantee promise() {
        return receiver.promise();
    }

    @Override
    public String promiseReason() {
        return "receiver '" + name() + "' (" + origin()
                + ") promises no more: positions give exactly once, acknowledgements" + " at least once";
    }

    @Override
    String described() {
        return receiver.name();
    }

    @Override
    boolean keepsRecords() {
        return true;
    }

    @Override
    RDD<T> read(InputPlan plan, Time time) {
        if (!(plan instanceof InputPlan.Blocks taken)) {
            throw unexpected(plan);
        }
        BlockStore store = store();
        List<BlockId> ids = new ArrayList<>();
        for (BlockInfo block : taken.blocks()) {
            ids.add(block.id());
        }
        return records(ids.size(), new BlockReader(store, ids, packed));
    }

    private BlockStore store() {
        BlockStore store = blocks;
        if (store == null) {
            throw new IllegalStateException("the receiver of input " + id() + " (" + operation()
                    + ") is not running: attach its blocks before a batch with blocks is run");
        }
        return store;
    }

    @Override
    void dropped(InputPlan plan) {
        BlockStore store = blocks;
        if (store != null && plan instanceof InputPlan.Blocks taken) {
            for (BlockInfo block : taken.blocks()) {
                store.drop(block.id());
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.LongPredicate;

/** Makes blocks that are in this process alone. */
final class PlainCuts implements Cuts {
    private final OpenBlock filling;
    private final NumberedBlocks blocks;
    private final LevelBlockStore store;
    private final BlockQueue queue;
    private final BlockCutter.Gate gate;

    /** What was sealed and could not be kept, for lack of memory perhaps: it belongs to the next block. */
    private List<Part> left = List.of();

    PlainCuts(
            OpenBlock filling, NumberedBlocks blocks, LevelBlockStore store, BlockQueue queue, BlockCutter.Gate gate) {
        this.filling = filling;
        this.blocks = blocks;
        this.store = store;
        this.queue = queue;
        this.gate = gate;
    }

    /** Under the lock from sealing to numbering: what was stored first has the lower number. */
    @Override
    public synchronized void cut() {
        List<Part> parts = filling.seal();
        if (!left.isEmpty()) {
            parts.addAll(0, left);
        }
        if (!parts.isEmpty()) {
            left = parts;
            KeptBlock kept = store.keep(parts);
            blocks.add(blocks.next(Part.records(parts), Part.bytes(parts)), kept, null);
            left = List.of();
        }
    }

    @Override
    public synchronized List<BlockInfo> take() {
        cut();
        return blocks.take();
    }

    @Override
    public synchronized void add(OwnBlock block) {
        if (!filling.isOpen()) {
            throw gate.refusal("the block");
        }
        cut();
        queue.filled(block.bytes());
        blocks.add(blocks.next(block.records(), block.bytes()), block.kept(), block.token());
    }

    @Override
    public boolean append(ByteBuffer bytes, int records) {
        return filling.append(bytes, records);
    }

    @Override
    public void restore(long planned, LongPredicate needed) {
        blocks.goOnAfter(planned);
    }

    @Override
    public synchronized void close() {
        filling.close();
    }

    @Override
    public synchronized long records() {
        return filling.records() + Part.records(left) + queue.waitingRecords();
    }

    @Override
    public synchronized long bytes() {
        return filling.bytes() + Part.bytes(left) + queue.waitingBytes();
    }
}

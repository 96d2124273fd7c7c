// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * What was planned of one split, as far as it has been fetched. Complete ones may be read several times; one that is read
 * while it is still being filled gives its blocks away. Guarded by the lock of its {@link PartitionBuffer}.
 */
final class Cut {
    private enum Use {
        UNREAD,
        SHARED,
        STREAMED
    }

    private final long from;
    private final long until;
    private final List<Block> blocks = new ArrayList<>();
    private Use use = Use.UNREAD;
    private long position;
    private long bytes;
    private int readers;
    private boolean abandoned;

    Cut(long from, long until) {
        this.from = from;
        this.until = until;
        this.position = from;
    }

    long from() {
        return from;
    }

    long until() {
        return until;
    }

    boolean complete() {
        return position >= until;
    }

    long bytes() {
        return bytes;
    }

    /** Adds what was fetched next, all of it before the end of this cut. */
    void add(Block block) {
        position = block.next();
        if (!abandoned && block.size() > 0) {
            blocks.add(block);
            bytes += block.bytes();
        }
    }

    /** Begins reading; false if what there was went to somebody else. */
    boolean claim() {
        if (use == Use.STREAMED || abandoned) {
            return false;
        }
        use = complete() ? Use.SHARED : Use.STREAMED;
        readers++;
        return true;
    }

    /** Returns the block of a number, if it is there. */
    Block block(int number) {
        return use == Use.STREAMED ? takeFirst() : blocks.get(number);
    }

    boolean has(int number) {
        return use == Use.STREAMED ? !blocks.isEmpty() : number < blocks.size();
    }

    boolean streamed() {
        return use == Use.STREAMED;
    }

    /** Ends reading. */
    void release() {
        readers--;
        if (use == Use.STREAMED) {
            abandon();
        }
    }

    /** Tells whether it was read, and is kept only in case that somebody reads it again. */
    boolean spare() {
        return use == Use.SHARED && readers == 0;
    }

    /** Lets go of everything; what still comes is dropped. */
    void abandon() {
        abandoned = true;
        blocks.clear();
        bytes = 0;
    }

    boolean abandoned() {
        return abandoned;
    }

    private Block takeFirst() {
        Block first = blocks.remove(0);
        bytes -= first.bytes();
        return first;
    }
}

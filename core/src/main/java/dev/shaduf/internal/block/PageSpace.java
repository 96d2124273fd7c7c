// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Memory outside the heap for bytes that wait to be processed: in the heap the garbage collector would copy them several
 * times, as they live for about as long as a batch. Pages are filled one behind the other, and used again when all that stands
 * in them has been freed. Safe for use by many threads.
 */
final class PageSpace {
    /** Some usual parts fit in, so that little is left over at its end. */
    static final int PAGE = 512 << 10;

    /** More bytes than this would leave too much over. */
    private static final int LONGEST = PAGE / 2;

    private final IntFunction<ByteBuffer> memory;
    private long most;
    private final Deque<Page> free = new ArrayDeque<>();
    private Page filling = Page.NONE;
    private long pages;

    /**
     * Creates a space without pages.
     *
     * @param bytes how much memory it may take; at least one page
     */
    PageSpace(long bytes) {
        this(bytes, ByteBuffer::allocateDirect);
    }

    PageSpace(long bytes, IntFunction<ByteBuffer> memory) {
        this.most = Math.max(1, bytes / PAGE);
        this.memory = memory;
    }

    /** A page; guarded by its space. */
    private static final class Page {
        private static final Page NONE = new Page(ByteBuffer.allocate(0));

        private final ByteBuffer memory;
        /** The slots in use, and one while the page is being filled. */
        private int users;

        Page(ByteBuffer memory) {
            this.memory = memory;
        }
    }

    /** Bytes in a page. */
    final class Slot {
        private final Page page;
        private final ByteBuffer content;

        private Slot(Page page, ByteBuffer content) {
            this.page = page;
            this.content = content;
        }

        /** Returns the bytes, which may be read until they are freed. */
        ByteBuffer content() {
            return content;
        }

        /** Gives the place up; called once. */
        void free() {
            leave(page);
        }
    }

    /** Copies bytes into a page; empty where there is no room for them. */
    synchronized Optional<Slot> put(ByteBuffer bytes) {
        int length = bytes.remaining();
        if (length > LONGEST || (filling.memory.remaining() < length && !turn())) {
            return Optional.empty();
        }
        ByteBuffer content = filling.memory.slice(filling.memory.position(), length);
        content.put(bytes.duplicate()).flip();
        filling.memory.position(filling.memory.position() + length);
        filling.users++;
        return Optional.of(new Slot(filling, content));
    }

    /** Returns how many pages there are. */
    synchronized long pages() {
        return pages;
    }

    /** Goes to the next page, or to the start of this one if nothing in it is used; false where there is no page. */
    private boolean turn() {
        if (filling.users == 1) {
            filling.memory.clear();
            return true;
        }
        Page next = free.isEmpty() ? make() : free.pop();
        if (next == Page.NONE) {
            return false;
        }
        Page full = filling;
        filling = next;
        next.users++;
        if (full != Page.NONE) {
            leave(full);
        }
        return true;
    }

    private Page make() {
        if (pages >= most) {
            return Page.NONE;
        }
        try {
            Page made = new Page(memory.apply(PAGE));
            pages++;
            return made;
        } catch (OutOfMemoryError e) {
            // -XX:MaxDirectMemorySize leaves no more; asking again would have the JVM collect garbage each time
            most = pages;
            return Page.NONE;
        }
    }

    private synchronized void leave(Page page) {
        if (--page.users == 0) {
            page.memory.clear();
            free.push(page);
        }
    }
}

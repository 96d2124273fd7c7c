// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.log;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a segment piece by piece. After a damaged piece it goes on with the next frame whose content is intact. No length is
 * believed further than there are bytes.
 */
final class SegmentReader implements Closeable {
    private static final int WINDOW = 128 << 10;
    private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8L;

    private final InputStream in;
    private final long limit;
    private long address;
    private ByteBuffer window = ByteBuffer.allocate(WINDOW).limit(0);

    /**
     * Reads from an address on.
     *
     * @param in the segment's bytes from there
     * @param address the first address
     * @param limit the first address not to read
     */
    SegmentReader(InputStream in, long address, long limit) {
        this.in = in;
        this.address = address;
        this.limit = limit;
    }

    /** Returns the next piece, or {@code null} at the limit or, where there is no limit, at the end. */
    @Nullable
    Piece next() throws IOException {
        if (!has(1)) {
            return atEnd();
        }
        if (!has(Frame.BYTES)) {
            return cutOff();
        }
        return Frame.at(window, address) ? framed() : garbage();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private @Nullable Piece atEnd() {
        if (limit == Long.MAX_VALUE || address >= limit) {
            return null;
        }
        Piece missing = new Piece.Fault(address, limit, Flaw.ENDS_EARLY);
        address = limit;
        return missing;
    }

    private Piece cutOff() {
        long from = address;
        skip(window.remaining());
        address = limit == Long.MAX_VALUE ? address : limit;
        return new Piece.Fault(from, address, Flaw.CUT_OFF);
    }

    private Piece framed() throws IOException {
        Frame frame = Frame.take(window.duplicate(), address);
        int size = Frame.BYTES + frame.length();
        if (!has(size)) {
            return cutOff();
        }
        long from = address;
        ByteBuffer content = window.slice(window.position() + Frame.BYTES, frame.length());
        boolean intact = isIntact(frame, content);
        Flaw flaw = intact || !Flip.isInContent(frame, content) ? Flaw.CHECKSUM : Flaw.FLIPPED;
        ByteBuffer copy =
                intact ? ByteBuffer.allocate(frame.length()).put(content).flip() : content;
        skip(size);
        if (!intact) {
            return new Piece.Fault(from, address, flaw);
        }
        return frame.mark() ? new Piece.Mark(from, address, copy.getLong()) : new Piece.Content(from, address, copy);
    }

    private Piece garbage() throws IOException {
        long from = address;
        Flaw flaw = Flip.isInFrame(window, address) ? Flaw.FLIPPED : Flaw.NO_RECORD;
        do {
            skip(1);
        } while (has(1) && !intactHere());
        if (!has(1) && limit != Long.MAX_VALUE) {
            address = limit;
        }
        return new Piece.Fault(from, address, flaw);
    }

    private boolean intactHere() throws IOException {
        if (!has(Frame.BYTES) || !Frame.at(window, address)) {
            return false;
        }
        Frame frame = Frame.take(window.duplicate(), address);
        return has(Frame.BYTES + frame.length())
                && isIntact(frame, window.slice(window.position() + Frame.BYTES, frame.length()));
    }

    private static boolean isIntact(Frame frame, ByteBuffer content) {
        return frame.checksum() == Frame.checksum(content) && (!frame.mark() || frame.length() == Frame.MARK_LENGTH);
    }

    private void skip(int bytes) {
        window.position(window.position() + bytes);
        address += bytes;
    }

    /** Tells whether so many bytes follow, and has them in the window. */
    private boolean has(int bytes) throws IOException {
        if (bytes > limit - address) {
            return false;
        }
        while (window.remaining() < bytes) {
            makeRoom();
            int read = in.read(window.array(), window.limit(), window.capacity() - window.limit());
            if (read < 0) {
                return false;
            }
            window.limit(window.limit() + read);
        }
        return true;
    }

    private void makeRoom() {
        if (window.limit() < window.capacity()) {
            return;
        }
        if (window.remaining() <= window.capacity() / 2) {
            window.compact();
        } else {
            int larger = (int) Math.min(LARGEST_ARRAY, 2L * window.capacity());
            window = ByteBuffer.allocate(larger).put(window);
        }
        window.flip();
    }
}

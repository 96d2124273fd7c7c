// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.Parcel;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A block away from its store.
 *
 * @param id its name, for errors
 * @param parts the bytes; whole records stand in each
 * @param decoder reads them; serializable
 */
record BlockParcel(BlockId id, List<byte[]> parts, KeptBlock.Decoder decoder) implements Parcel {
    static BlockParcel of(BlockId id, List<ByteBuffer> contents, KeptBlock.Decoder decoder) {
        List<byte[]> parts = new ArrayList<>(contents.size());
        for (ByteBuffer content : contents) {
            parts.add(bytes(content));
        }
        return new BlockParcel(id, parts, decoder);
    }

    @Override
    public Input open() {
        List<Input.Opener> openers = new ArrayList<>(parts.size());
        for (byte[] part : parts) {
            openers.add(() -> decoder.open(id, ByteBuffer.wrap(part)));
        }
        return Input.concat(openers);
    }

    /** Stored bytes do not change, so that an array which holds nothing else need not be copied. */
    private static byte[] bytes(ByteBuffer content) {
        if (content.hasArray() && content.arrayOffset() == 0 && content.array().length == content.remaining()) {
            return content.array();
        }
        byte[] copy = new byte[content.remaining()];
        content.get(content.position(), copy);
        return copy;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import java.nio.ByteBuffer;

/** Takes encoded changes of states. */
@FunctionalInterface
public interface StateChunks {
    /**
     * Takes a chunk.
     *
     * @param chunk the chunk, between position and limit; its memory is used again after the call
     * @throws Exception passed on
     */
    void take(ByteBuffer chunk) throws Exception;
}

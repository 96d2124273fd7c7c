// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import dev.shaduf.spi.Position;
import java.util.List;
import java.util.Map;

/** A block that is to be written into the log. */
sealed interface Cut {
    /** Returns what plans will know of it. */
    BlockInfo info();

    /** Returns the last position of every lane, this block included. */
    Map<String, Position> positions();

    /** Makes what the log is given. */
    LogEntry entry(CodedRecords records);

    /** Brings it into the form in which it is kept, once the log has it. */
    KeptBlock keep(LevelBlockStore store, BlockLog log, BlockLog.Logged written);

    /**
     * What was sealed.
     *
     * @param parts the records
     */
    record Sealed(BlockInfo info, Map<String, Position> positions, List<Part> parts) implements Cut {
        @Override
        public LogEntry entry(CodedRecords records) {
            return LogEntry.of(parts, records);
        }

        @Override
        public KeptBlock keep(LevelBlockStore store, BlockLog log, BlockLog.Logged written) {
            return store.keep(parts);
        }
    }

    /**
     * What an earlier process wrote, and ended before it was in a block.
     *
     * @param addresses where it is in the log
     */
    record Loose(BlockInfo info, Map<String, Position> positions, List<Long> addresses) implements Cut {
        @Override
        public LogEntry entry(CodedRecords records) {
            return LogEntry.ofWritten(addresses);
        }

        @Override
        public KeptBlock keep(LevelBlockStore store, BlockLog log, BlockLog.Logged written) {
            return store.leave(log, written);
        }
    }
}

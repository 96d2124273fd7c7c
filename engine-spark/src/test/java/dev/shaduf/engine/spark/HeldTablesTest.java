// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shaduf.engine.StateOptions;
import dev.shaduf.testkit.ManualClock;
import dev.shaduf.time.Time;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HeldTablesTest {
    private final ManualClock clock = new ManualClock();
    private final HeldTables tables = new HeldTables(clock);

    @Test
    void shouldLetGoOfTablesThatNobodyUsesThoughNoTaskComesBy() throws Exception {
        tables.held(version("closed"), 0);
        awaitLook();

        clock.advance(HeldTables.LONGEST_IDLE);
        awaitLook();
        assertThat(tables.size()).isOne();
        clock.advance(HeldTables.BETWEEN_LOOKS);

        await().until(() -> tables.size() == 0);
    }

    @Test
    void shouldLookAgainAtTablesThatComeAfterTheLastHasGone() throws Exception {
        tables.held(version("first"), 0);
        awaitLook();
        clock.advance(HeldTables.LONGEST_IDLE.plus(HeldTables.BETWEEN_LOOKS));
        await().until(() -> tables.size() == 0);

        HeldPartition second = tables.held(version("second"), 0);
        awaitLook();
        assertThat(tables.held(version("second"), 1)).isNotSameAs(second);
        clock.advance(HeldTables.LONGEST_IDLE.plus(HeldTables.BETWEEN_LOOKS));

        await().until(() -> tables.size() == 0);
    }

    private void awaitLook() throws Exception {
        clock.awaitWaiter(clock.currentTimeMillis() + HeldTables.BETWEEN_LOOKS.milliseconds());
    }

    private static TableVersion version(String uid) {
        TableId id = new TableId(new UUID(0, 1), uid, 0);
        return new TableVersion(id, StateOptions.DEFAULT, 2, true, Base.EMPTY, List.of(), new Time(1), 1, 1);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.Sink;

/** Without marks, an upsert shows every record, though perhaps written twice. */
class AtLeastOnceContractTest extends JdbcSinkContract {
    @Override
    TestDatabase kind() {
        return TestDatabase.H2;
    }

    @Override
    protected Sink<Item> sink() {
        return builder()
                .table("items")
                .upsert("id")
                .guarantee(Guarantee.AT_LEAST_ONCE)
                .build();
    }
}

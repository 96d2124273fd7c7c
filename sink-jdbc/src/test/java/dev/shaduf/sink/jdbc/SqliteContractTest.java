// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

class SqliteContractTest extends JdbcSinkContract {
    @Override
    TestDatabase kind() {
        return TestDatabase.SQLITE;
    }
}

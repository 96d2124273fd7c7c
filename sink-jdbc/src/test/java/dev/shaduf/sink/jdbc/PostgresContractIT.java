// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

class PostgresContractIT extends JdbcSinkContract {
    @Override
    TestDatabase kind() {
        return TestDatabase.POSTGRESQL;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

class H2ContractTest extends JdbcSinkContract {
    @Override
    TestDatabase kind() {
        return TestDatabase.H2;
    }
}

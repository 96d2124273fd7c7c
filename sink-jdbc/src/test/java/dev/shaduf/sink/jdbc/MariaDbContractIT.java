// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

class MariaDbContractIT extends JdbcSinkContract {
    @Override
    TestDatabase kind() {
        return TestDatabase.MARIADB;
    }
}

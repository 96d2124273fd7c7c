// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sinks;

import dev.shaduf.jdbc.servers.DatabaseServer;
import dev.shaduf.jdbc.servers.MariaDbServer;
import java.io.IOException;
import java.io.UncheckedIOException;

class MariaDbInTasksIT extends JdbcInTasksContract {
    /** Started at the first test. */
    private static final class Shared {
        static final DatabaseServer SERVER = start();

        private static DatabaseServer start() {
            try {
                return MariaDbServer.start(SERVERS);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    DatabaseServer server() {
        return Shared.SERVER;
    }
}

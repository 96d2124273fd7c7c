// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal;

import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where errors go that follow from another one, which is reported. */
final class Quiet {
    private static final Logger LOG = LoggerFactory.getLogger(Quiet.class);

    private Quiet() {}

    static void ignore(SQLException error) {
        LOG.debug("a connection could not be tidied up", error);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal;

import dev.shaduf.sink.jdbc.internal.dialect.Dialect;
import java.util.Optional;

/**
 * What the writers of a session share.
 *
 * @param settings what the sink was told
 * @param dialect the kind of database
 * @param connections the connections
 * @param retry tries transactions again
 * @param plans how records get into the table
 * @param fence the marks; empty when the sink keeps none
 * @param deadLetters the table of refused rows; empty to fail with the first
 */
record Output(
        JdbcSettings settings,
        Dialect dialect,
        Connections connections,
        Retry retry,
        Plans plans,
        Optional<Fence> fence,
        Optional<DeadLetters> deadLetters) {}

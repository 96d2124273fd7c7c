// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.accesslog;

import dev.shaduf.time.Time;

/**
 * A row of the table.
 *
 * @param page the page
 * @param windowEnd the end of the window
 * @param hits the requests for it in the window
 */
record PageCount(String page, Time windowEnd, long hits) {}

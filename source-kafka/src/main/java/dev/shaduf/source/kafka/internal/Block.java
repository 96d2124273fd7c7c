// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

/**
 * Some consecutive records of a page, or a gap: offsets without any.
 *
 * @param page where they are
 * @param from the index of the first one
 * @param until the index behind the last one
 * @param next the offset behind them: where a consumer stands that has read them
 */
record Block(Page page, int from, int until, long next) {
    private static final Page NONE = Page.empty();

    /** Takes all of a page. */
    static Block of(Page page) {
        return new Block(page, 0, page.size(), page.offset(page.size() - 1) + 1);
    }

    /** Makes a block without records. */
    static Block gap(long next) {
        return new Block(NONE, 0, 0, next);
    }

    int size() {
        return until - from;
    }

    /** Returns about what it takes in memory. */
    long bytes() {
        return page.bytes(from, until);
    }

    /** Counts the records before an offset. */
    int before(long offset) {
        if (next <= offset) {
            return size();
        }
        int low = from;
        int high = until;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (page.offset(middle) < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - from;
    }

    /** Returns the first records; there must be more than that. */
    Block head(int count) {
        return new Block(page, from, from + count, page.offset(from + count));
    }

    /** Returns what {@link #head} leaves. */
    Block tail(int count) {
        return new Block(page, from + count, until, next);
    }

    int leaderEpoch() {
        return size() == 0 ? -1 : page.leaderEpoch();
    }
}

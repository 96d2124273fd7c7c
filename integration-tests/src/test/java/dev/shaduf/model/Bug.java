// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.model;

/** Mistakes that the rules make on purpose, to show that the comparison finds them. */
enum Bug {
    WINDOW_ONE_TOO_LONG("window"),
    COUNT_SKIPS_EMPTY_BATCHES("count"),
    REDUCE_YIELDS_FOR_EMPTY("reduce"),
    UPDATE_ONLY_WITH_VALUES("updateStateByKey"),
    TIMEOUT_ONE_BATCH_LATE("mapWithState"),
    LEFT_JOIN_DROPS_UNMATCHED("leftOuterJoin"),
    WINDOW_COUNT_SKIPS_ZERO("countByWindow"),
    COGROUP_NEEDS_BOTH("cogroup"),
    UNION_REMOVES_DUPLICATES("union"),
    INVERSE_FORGETS_KEYS("reduceByKeyAndWindow(inverse)"),
    SNAPSHOT_ONE_BATCH_OLD("stateSnapshots"),
    GROUPS_LOSE_DUPLICATES("groupByKey");

    private final String operator;

    Bug(String operator) {
        this.operator = operator;
    }

    /** The operator that is wrong. */
    String operator() {
        return operator;
    }
}

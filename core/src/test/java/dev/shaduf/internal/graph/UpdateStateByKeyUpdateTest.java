// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import static dev.shaduf.internal.graph.UpdateRun.ORIGIN;
import static dev.shaduf.internal.graph.UpdateRun.pair;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.shaduf.engine.OperatorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UpdateStateByKeyUpdateTest {
    /** Compares by id alone, as entities do. */
    record Account(String id, int balance) {
        @Override
        public boolean equals(Object that) {
            return that instanceof Account account && account.id.equals(id);
        }

        @Override
        public int hashCode() {
            return id.hashCode();
        }
    }

    private final UpdateRun run = new UpdateRun();
    private final List<String> calls = new ArrayList<>();
    private final UpdateStateByKeyUpdate<String, Integer, Integer> totals = new UpdateStateByKeyUpdate<>(
            (time, key, values, old) -> {
                calls.add(key + values);
                return Optional.of(
                        old.orElse(0) + values.stream().mapToInt(v -> v).sum());
            },
            ORIGIN);

    @Test
    void shouldCallTheFunctionForKeysWithDataOrState() throws Exception {
        run.batch(totals, 1, pair("a", 1), pair("b", 2), pair("a", 3));
        assertThat(calls).containsExactly("a[1, 3]", "b[2]");
        calls.clear();
        assertThat(run.batch(totals, 2, pair("c", 1000))).isEmpty();
        assertThat(calls).containsExactlyInAnyOrder("a[]", "b[]", "c[1000]");
        assertThat(run.table(2)).containsExactly(entry("a", 4), entry("b", 2), entry("c", 1000));
    }

    @Test
    void shouldCallTheFunctionWhenThereIsNoInputAtAll() throws Exception {
        run.batch(totals, 1, pair("a", 1));
        calls.clear();
        run.batch(totals, 2);
        assertThat(calls).containsExactly("a[]");
    }

    @Test
    void shouldSeeTheInitialState() throws Exception {
        run.initial(1, pair("a", 10), pair("b", 20));
        run.batch(totals, 2, pair("a", 1));
        assertThat(run.table(2)).containsExactly(entry("a", 11), entry("b", 20));
    }

    @Test
    void shouldRemoveAKeyWithoutAResult() throws Exception {
        UpdateStateByKeyUpdate<String, Integer, Integer> latest = new UpdateStateByKeyUpdate<>(
                (time, key, values, old) ->
                        values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1)),
                ORIGIN);
        run.batch(latest, 1, pair("a", 1), pair("b", 2));
        run.batch(latest, 2, pair("b", 3));
        assertThat(run.table(2)).containsExactly(entry("b", 3));
    }

    @Test
    void shouldWriteOnlyValuesThatChanged() throws Exception {
        run.batch(totals, 1, pair("a", 1_000), pair("b", 2_000));
        run.batch(totals, 2, pair("a", 1));
        assertThat(run.touched()).isEqualTo(1);
    }

    @Test
    void shouldWriteAValueThatOnlyItsOwnEqualsTakesForUnchanged() throws Exception {
        UpdateStateByKeyUpdate<String, Integer, Account> accounts = new UpdateStateByKeyUpdate<>(
                (time, key, values, old) ->
                        Optional.of(new Account(key, old.map(Account::balance).orElse(0) + values.size())),
                ORIGIN);
        run.batch(accounts, 1, pair("a", 1));
        run.batch(accounts, 2, pair("a", 1));
        assertThat(((Account) run.table(2).get("a")).balance()).isEqualTo(2);
    }

    @Test
    void shouldGiveTheSameTableWhenTriedAgain() throws Exception {
        run.batch(totals, 1, pair("a", 1));
        run.attempt(totals, 2, pair("a", 2), pair("b", 2));
        run.rollback(2);
        run.batch(totals, 2, pair("a", 2), pair("b", 2));
        assertThat(run.table(2)).containsExactly(entry("a", 3), entry("b", 2));
    }

    @Test
    void shouldNameTheOperatorWhenTheFunctionFails() {
        UpdateStateByKeyUpdate<String, Integer, Integer> failing =
                new UpdateStateByKeyUpdate<>((time, key, values, old) -> null, ORIGIN);
        assertThatThrownBy(() -> run.batch(failing, 1, pair("a", 1)))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("Totals.java:12")
                .hasMessageContaining("returned null");
    }
}

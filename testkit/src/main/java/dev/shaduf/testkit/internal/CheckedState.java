// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit.internal;

import dev.shaduf.engine.KeyedState;
import dev.shaduf.engine.StateUpdateNode;
import dev.shaduf.function.Tuple2;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table that compares values with what they looked like when they were stored. */
final class CheckedState implements KeyedState {
    private final KeyedState state;
    private final PartitionPrints prints;
    private final StateUpdateNode node;
    private final Map<Object, Object> handedOut = new HashMap<>();

    CheckedState(KeyedState state, PartitionPrints prints, StateUpdateNode node) {
        this.state = state;
        this.prints = prints;
        this.node = node;
    }

    /** Finds what was changed since the last update, by whoever got hold of a value. */
    void checkAll() {
        PartitionPrints.Renewal renewal = prints.renew();
        try {
            state.forEach((key, value) -> {
                if (!renewal.matches(value)) {
                    throw changed(key, value, "since the last batch");
                }
            });
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the state '" + node.uid() + "' cannot be checked", e);
        }
        renewal.end();
    }

    /** Finds what the update changed without storing it again. */
    void checkHandedOut() {
        handedOut.forEach((key, value) -> check(key, value, "by the update at " + node.time()));
    }

    @Override
    public @Nullable Object get(Object key) {
        Object value = state.get(key);
        if (value != null) {
            handOut(key, value);
        }
        return value;
    }

    @Override
    public void put(Object key, Object value) {
        check(key, value, "before it was stored again at " + node.time());
        state.put(key, value);
        handedOut.put(key, value);
    }

    @Override
    public void remove(Object key) {
        state.remove(key);
    }

    @Override
    public void touch(Object key) {
        state.touch(key);
    }

    @Override
    public void forEach(Visitor visitor) throws Exception {
        state.forEach((key, value) -> {
            handOut(key, value);
            visitor.visit(key, value);
        });
    }

    @Override
    public void expire(long time, Visitor visitor) throws Exception {
        state.expire(time, visitor);
    }

    @Override
    public void keepPartial(List<? extends Tuple2<?, ?>> partial) {
        state.keepPartial(partial);
    }

    @Override
    public List<List<Tuple2<?, ?>>> partials(long after, long upTo) {
        return state.partials(after, upTo);
    }

    @Override
    public void dropPartials(long time) {
        state.dropPartials(time);
    }

    @Override
    public long size() {
        return state.size();
    }

    private void handOut(Object key, Object value) {
        check(key, value, "before the update at " + node.time() + " read it");
        handedOut.put(key, value);
    }

    private void check(Object key, Object value, String when) {
        if (!prints.matches(value)) {
            throw changed(key, value, when);
        }
    }

    private IllegalStateException changed(Object key, Object value, String when) {
        return new IllegalStateException(
                prints.complain("the state of key '" + key + "' of operator '" + node.uid() + "' ("
                        + node.origin() + "), a " + value.getClass().getName() + ", was changed in place " + when
                        + ". State values are immutable: make a new value and store that; a batch that is tried again starts from"
                        + " the old one"));
    }
}

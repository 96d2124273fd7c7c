// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.PlanNode;
import dev.shaduf.function.Function2;
import dev.shaduf.function.VoidFunction;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The actions of an RDD: each names itself and runs on the node. */
abstract class PlannedActions<T> extends PlannedNode<T> {
    PlannedActions(RddFactory factory, PlanNode node) {
        super(factory, node);
    }

    @Override
    public T reduce(Function2<T, T, T> f) {
        return actions("reduce").reduce(f);
    }

    @Override
    public T fold(T zero, Function2<T, T, T> f) {
        return actions("fold").aggregate(zero, f, f);
    }

    @Override
    public long count() {
        return actions("count").count();
    }

    @Override
    public Map<T, Long> countByValue() {
        return actions("countByValue").countByValue();
    }

    @Override
    public List<T> collect() {
        return actions("collect").collect();
    }

    @Override
    public List<T> take(int num) {
        return actions("take").take(num);
    }

    @Override
    public T first() {
        return actions("first").first();
    }

    @Override
    public boolean isEmpty() {
        return actions("isEmpty").isEmpty();
    }

    @Override
    public void foreach(VoidFunction<T> f) {
        actions("foreach").foreach(f);
    }

    @Override
    public void foreachPartition(VoidFunction<Iterator<T>> f) {
        actions("foreachPartition").foreachPartition(f);
    }

    @Override
    public T max(Comparator<T> comparator) {
        return actions("max").reduce((a, b) -> comparator.compare(a, b) >= 0 ? a : b);
    }

    @Override
    public T min(Comparator<T> comparator) {
        return actions("min").reduce((a, b) -> comparator.compare(a, b) <= 0 ? a : b);
    }

    @Override
    public <U> U aggregate(U zero, Function2<U, T, U> seqOp, Function2<U, U, U> combOp) {
        return actions("aggregate").aggregate(zero, seqOp, combOp);
    }

    @Override
    public long countApproxDistinct(double relativeSD) {
        return actions("countApproxDistinct").countApproxDistinct(relativeSD);
    }

    @Override
    public List<T> takeOrdered(int num, Comparator<T> comparator) {
        return actions("takeOrdered").takeOrdered(num, comparator);
    }

    @Override
    public List<T> top(int num, Comparator<T> comparator) {
        Actions<T> actions = actions("top");
        return actions.takeOrdered(
                num, PlannedRdd.given(comparator, actions.origin()).reversed());
    }

    @Override
    public List<T> takeSample(boolean withReplacement, int num) {
        return takeSample(withReplacement, num, Draws.SEED);
    }

    @Override
    public List<T> takeSample(boolean withReplacement, int num, long seed) {
        return actions("takeSample").takeSample(withReplacement, num, seed);
    }

    @Override
    public void saveAsTextFile(String path) {
        actions("saveAsTextFile").saveAsTextFile(path);
    }

    final Actions<T> actions(String operator) {
        return new Actions<>(factory, node(), Origins.here(operator));
    }
}

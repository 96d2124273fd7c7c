// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.model;

import dev.shaduf.dstream.DStreamLike;
import java.util.List;

/**
 * An operator of the API: how a program calls it, and what it means by plain collections.
 *
 * @param name its name, unique among operators
 * @param in the kind of its inputs
 * @param out the kind of its result
 * @param arity the number of its inputs
 * @param role what it does with time
 * @param build calls it
 * @param rule what it means
 * @param code how a program would say it; {@code $0} and {@code $1} are its inputs, {@code $c} its constant, {@code $w} and
 *     {@code $s} its durations, {@code $n} its number of partitions
 */
record Operator(String name, Kind in, Kind out, int arity, Role role, Build build, Rule rule, String code) {
    /** Calls an operator. */
    @FunctionalInterface
    interface Build {
        DStreamLike<?, ?, ?> at(Site site);
    }

    /** Says which records an operator yields in a batch, in any order. */
    @FunctionalInterface
    interface Rule {
        List<?> at(Past past, int time);
    }

    static Operator of(String name, Kind in, Kind out, Build build, Rule rule, String code) {
        return new Operator(name, in, out, 1, Role.STEP, build, rule, code);
    }

    Operator as(Role newRole) {
        return new Operator(name, in, out, arity, newRole, build, rule, code);
    }

    Operator ofTwo() {
        return new Operator(name, in, out, 2, role, build, rule, code);
    }

    boolean counts() {
        return role != Role.SOURCE && role != Role.CONVERSION;
    }

    /** Two operators with one name are one. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Operator that && that.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}

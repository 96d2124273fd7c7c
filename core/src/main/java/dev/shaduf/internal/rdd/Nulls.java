// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;

/** The refusals of {@code null}: records are never {@code null}. */
final class Nulls {
    private Nulls() {}

    /** A function returned {@code null} instead of a record. */
    static OperatorException record(Origin origin) {
        return refusal(
                origin,
                "the function of " + origin + " returned null, and a record is never null;"
                        + " leave records out with filter or flatMap");
    }

    /** A function returned {@code null} instead of an iterator. */
    static OperatorException iterator(Origin origin) {
        return refusal(
                origin,
                "the function of " + origin + " returned null instead of an iterator; return an empty iterator for no"
                        + " results");
    }

    /** A function of values or keys returned {@code null}. */
    static OperatorException part(Origin origin, String part) {
        return refusal(
                origin, "the function of " + origin + " returned null as a " + part + "; return something that is not");
    }

    /** A condition returned {@code null}. */
    static OperatorException condition(Origin origin) {
        return refusal(origin, "the condition of " + origin + " returned null; it must return true or false");
    }

    /** A side of a pair is {@code null} where it would become a record. */
    static OperatorException side(Origin origin, String side) {
        return refusal(origin, origin + " found a pair whose " + side + " is null, and a record is never null");
    }

    private static OperatorException refusal(Origin origin, String message) {
        return new OperatorException(origin, new NullPointerException(message));
    }
}

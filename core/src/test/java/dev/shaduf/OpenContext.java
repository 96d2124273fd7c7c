// SPDX-License-Identifier: Apache-2.0
package dev.shaduf;

import dev.shaduf.internal.rdd.RddFactory;

/** Lets tests of the inner rooms use the engine of a context. */
public final class OpenContext {
    private OpenContext() {}

    /** Returns what makes the RDDs of a context. */
    public static RddFactory rdds(ShadufContext context) {
        return context.rdds();
    }
}

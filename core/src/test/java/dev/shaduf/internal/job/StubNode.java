// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.engine.Origin;
import dev.shaduf.internal.graph.InputNode;
import dev.shaduf.spi.Guarantee;

/** An input of a graph that is not there. */
record StubNode() implements InputNode {
    @Override
    public Guarantee promise() {
        return Guarantee.EXACTLY_ONCE;
    }

    @Override
    public String promiseReason() {
        return "";
    }

    @Override
    public int id() {
        return 0;
    }

    @Override
    public String name() {
        return "numbers";
    }

    @Override
    public String uid() {
        return "numbers";
    }

    @Override
    public Origin origin() {
        return new Origin("stream", "Program.java:1");
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.state;

/** A count that may be wrong by a part: a class of somebody else, which the library cannot take apart. */
public final class Sketch {
    private final double error;
    private final long count;

    public Sketch(double error, long count) {
        this.error = error;
        this.count = count;
    }

    public double error() {
        return error;
    }

    public long count() {
        return count;
    }
}

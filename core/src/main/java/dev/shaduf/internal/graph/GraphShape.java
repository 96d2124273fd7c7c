// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import java.util.List;

/**
 * What of a program matters to a checkpoint: the parts that a restart has to find again, by uid. Plain values.
 *
 * @param inputs the inputs
 * @param states the stateful operators
 * @param outputs the outputs
 */
public record GraphShape(List<Input> inputs, List<State> states, List<Output> outputs) {
    /**
     * An input.
     *
     * @param uid its uid
     * @param name its name
     * @param place where it stands in the program
     */
    public record Input(String uid, String name, String place) {}

    /**
     * A stateful operator.
     *
     * @param uid its uid
     * @param kind the operation, such as {@code mapWithState}
     * @param place where it stands in the program
     */
    public record State(String uid, String kind, String place) {}

    /**
     * An output.
     *
     * @param uid its uid
     * @param path a fingerprint of the operations above it, which tells whether its records may be others now
     * @param place where it stands in the program
     */
    public record Output(String uid, String path, String place) {}
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Describes the operations of a graph for a checkpoint. */
final class Shapes {
    private static final int DIGITS = 16;

    private final Uids uids;
    private final Map<Operation, String> paths = new IdentityHashMap<>();

    Shapes(Uids uids) {
        this.uids = uids;
    }

    /** Describes a graph; operations come after those that they read. */
    GraphShape of(List<Operation> operations, List<? extends InputNode> inputs) {
        operations.forEach(operation -> paths.put(operation, path(operation)));
        return new GraphShape(
                inputs.stream()
                        .map(input -> new GraphShape.Input(
                                input.uid(), input.name(), input.origin().toString()))
                        .toList(),
                role(operations, Operation.Role.STATE)
                        .map(o -> new GraphShape.State(uids.of(o), o.kind(), o.toString()))
                        .toList(),
                role(operations, Operation.Role.OUTPUT)
                        .map(o -> new GraphShape.Output(uids.of(o), paths.getOrDefault(o, ""), o.toString()))
                        .toList());
    }

    private static Stream<Operation> role(List<Operation> operations, Operation.Role role) {
        return operations.stream().filter(operation -> operation.role() == role);
    }

    /** Functions have no names that last, so the path is made of kinds, uids and order alone. */
    private String path(Operation operation) {
        String above = operation.inputs().stream().map(paths::get).collect(Collectors.joining(","));
        boolean named = operation.role() == Operation.Role.INPUT || operation.role() == Operation.Role.STATE;
        return hash(operation.kind() + (named ? ":" + uids.of(operation) : "") + "(" + above + ")");
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}

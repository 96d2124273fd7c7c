// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The uids of all operations. One that was given wins; else an input is {@code input-<n>}, and a stateful operation, an
 * output, or one with partitions of its own is named by the path of inputs and stateful operations that leads to it.
 * Equal names are told apart by a number, in order of registration.
 */
final class Uids {
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    private final Map<Operation, String> uids = new IdentityHashMap<>();
    private final Map<Operation, String> paths = new IdentityHashMap<>();
    private final Map<String, List<Operation>> derived = new LinkedHashMap<>();
    private final Map<String, List<Operation>> given = new LinkedHashMap<>();

    private Uids(List<Operation> operations) {
        for (Operation operation : operations) {
            String uid = fixed(operation);
            if (uid != null) {
                note(given, uid, operation);
            }
        }
        Set<String> taken = new HashSet<>(given.keySet());
        for (Operation operation : operations) {
            String fixed = fixed(operation);
            String uid = fixed == null ? free(path(operation), taken) : fixed;
            taken.add(uid);
            uids.put(operation, uid);
            paths.put(operation, endsPath(operation) ? uid : base(operation));
        }
    }

    /** Names operations, each after those that it reads. */
    static Uids of(List<Operation> operations) {
        return new Uids(operations);
    }

    private static void note(Map<String, List<Operation>> names, String name, Operation operation) {
        names.computeIfAbsent(name, key -> new ArrayList<>()).add(operation);
    }

    private static boolean endsPath(Operation operation) {
        return operation.role() == Operation.Role.STATE || operation.role() == Operation.Role.INPUT;
    }

    /** The uid that the program gave, or that follows from the order of the inputs. */
    private static @Nullable String fixed(Operation operation) {
        return operation.role() == Operation.Role.INPUT
                ? inputUid(operation)
                : operation.uid().orElse(null);
    }

    /** Returns the uid of an input. */
    static String inputUid(Operation input) {
        return input.uid().orElse("input-" + input.number());
    }

    private String path(Operation operation) {
        String path = base(operation) + "." + operation.kind();
        if (operation.role() == Operation.Role.STATE) {
            note(derived, path, operation);
        }
        return path;
    }

    private String base(Operation operation) {
        Set<String> before = new LinkedHashSet<>();
        for (Operation input : operation.inputs()) {
            before.add(String.valueOf(paths.get(input)));
        }
        return String.join("+", before);
    }

    private static String free(String wanted, Set<String> taken) {
        String name = wanted;
        for (int number = 2; taken.contains(name); number++) {
            name = wanted + "-" + number;
        }
        return name;
    }

    /** Returns the uid of an operation, unique in the graph. */
    String of(Operation operation) {
        String uid = uids.get(operation);
        if (uid == null) {
            throw new IllegalStateException(operation + " is not part of this graph");
        }
        return uid;
    }

    /** Finds uids given by the program that are malformed or given twice. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        for (Map.Entry<String, List<Operation>> entry : given.entrySet()) {
            String uid = entry.getKey();
            List<Operation> operations = entry.getValue();
            if (!ALLOWED.matcher(uid).matches()) {
                faults.add("uid '" + uid + "' of " + places(operations)
                        + " is not allowed: use 1 to 200 letters, digits, '-', '_' and '.'");
            }
            if (operations.size() > 1) {
                faults.add("uid '" + uid + "' is that of " + places(operations) + ": give each a uid of its own");
            }
        }
        return faults;
    }

    /** Finds stateful operations that only their order tells apart, which is too little once their state outlives a program. */
    List<String> ambiguous() {
        return derived.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> places(entry.getValue()) + " both have the derived uid '" + entry.getKey()
                        + "': give one of them a uid")
                .toList();
    }

    private static String places(List<Operation> operations) {
        return operations.stream().map(Operation::toString).collect(Collectors.joining(" and "));
    }
}

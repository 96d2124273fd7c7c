// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which calls of which steps fail. */
final class Faults {
    private final String name;
    private final Map<SinkFault, Integer> calls = new EnumMap<>(SinkFault.class);
    private final Map<SinkFault, Set<Integer>> failing = new EnumMap<>(SinkFault.class);

    Faults(String name) {
        this.name = name;
    }

    synchronized void failAt(SinkFault fault, int call) {
        failing.computeIfAbsent(fault, f -> new HashSet<>()).add(call);
    }

    synchronized int calls(SinkFault fault) {
        return calls.getOrDefault(fault, 0);
    }

    /** Counts a call, which may be one that fails. */
    synchronized int at(SinkFault fault) throws InjectedFaultException {
        int call = calls.merge(fault, 1, Integer::sum);
        if (failing.getOrDefault(fault, Set.of()).contains(call)) {
            throw new InjectedFaultException("sink '" + name + "' was told to fail at " + fault + " " + call);
        }
        return call;
    }
}

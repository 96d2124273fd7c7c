// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.log;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The segments of an open log by their bases, and what lies about under its name. Safe for use by many threads. */
final class Parts {
    private final NavigableMap<Long, Part> byBase = new TreeMap<>();
    private final Collection<SegmentName> strangers = new ArrayList<>();

    Parts(Chain chain) {
        for (Part part : chain.parts()) {
            if (part.end() > part.name().base()) {
                byBase.put(part.name().base(), part);
            }
        }
        chain.all().forEach(strangers::add);
        byBase.values().forEach(part -> strangers.remove(part.name()));
    }

    synchronized void begun(SegmentName name) {
        byBase.put(name.base(), new Part(name, name.base()));
    }

    /** The newest segment reaches up to an address. */
    synchronized void written(long end) {
        Part last = byBase.lastEntry().getValue();
        byBase.put(last.name().base(), new Part(last.name(), end));
    }

    /** A segment was given up, and only what is before an address counts. */
    synchronized void failed(SegmentName name, long end) {
        Part last = byBase.get(name.base());
        if (last == null || !last.name().equals(name)) {
            return;
        }
        if (end > name.base()) {
            byBase.put(name.base(), new Part(name, end));
        } else {
            byBase.remove(name.base());
            strangers.add(name);
        }
    }

    synchronized Optional<Part> holding(long address) {
        return Optional.ofNullable(byBase.floorEntry(address))
                .map(Map.Entry::getValue)
                .filter(part -> address < part.end());
    }

    /** The first address that may be there. */
    synchronized long first(long end) {
        return byBase.isEmpty() ? end : byBase.firstKey();
    }

    /** Lists the segments that lie wholly before an address, oldest first; the newest is not among them. */
    synchronized List<SegmentName> before(long address) {
        List<SegmentName> old = new ArrayList<>();
        for (Part part : byBase.values()) {
            if (part.end() > address || part.name().base() == byBase.lastKey()) {
                break;
            }
            old.add(part.name());
        }
        if (!old.isEmpty()) {
            SegmentName last = old.get(old.size() - 1);
            strangers.stream().filter(name -> name.compareTo(last) < 0).forEach(old::add);
        }
        return old.stream().sorted().toList();
    }

    synchronized void deleted(SegmentName name) {
        strangers.remove(name);
        Part part = byBase.get(name.base());
        if (part != null && part.name().equals(name)) {
            byBase.remove(name.base());
        }
    }
}

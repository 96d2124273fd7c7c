// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The finished versions of a partition, oldest first: at most one settled one, other final ones, tentative ones. Used under the
 * lock of its partition.
 */
final class Versions {
    private final String name;
    private final List<Version> versions = new ArrayList<>();
    private long oldestRead = Long.MIN_VALUE;

    Versions(String name) {
        this.name = name;
    }

    boolean isEmpty() {
        return versions.isEmpty();
    }

    int size() {
        return versions.size();
    }

    void add(Version version) {
        versions.add(version);
    }

    @Nullable
    Version last() {
        return versions.isEmpty() ? null : versions.get(versions.size() - 1);
    }

    /** Takes away the last version if it is tentative and not before a time. */
    @Nullable
    Version removeTentative(Time time) {
        Version last = last();
        if (last == null || last.published || last.time < time.milliseconds()) {
            return null;
        }
        return versions.remove(versions.size() - 1);
    }

    boolean has(Time time) {
        return versions.stream().anyMatch(version -> version.time == time.milliseconds());
    }

    Version find(Time time) {
        for (Version version : versions) {
            if (version.time == time.milliseconds()) {
                return version;
            }
        }
        throw new IllegalStateException(name + ": the version of " + time + " cannot be read; there are those of "
                + versions.stream().map(version -> version.time).toList());
    }

    EntryList changes(Version version) {
        EntryList touched = version.touched;
        if (touched == null) {
            throw new IllegalStateException(name + ": the changes of " + version.time
                    + " have been merged away, because " + oldestRead + " is the oldest time retained");
        }
        return touched;
    }

    void publish(Time time) {
        for (Version version : versions) {
            if (version.time <= time.milliseconds()) {
                version.published = true;
                version.guards = null;
            }
        }
    }

    /** Says that versions before a time are read no more, except the last final one if there is none of that time. */
    void retain(Time oldest) {
        oldestRead = Math.max(oldestRead, oldest.milliseconds());
    }

    /** Tells whether a version may still be undone to what its update has read. */
    boolean areGuarded() {
        return versions.stream().anyMatch(version -> version.guards != null);
    }

    /** Takes away the versions that nothing can read any more, oldest first. */
    List<Version> removeUnread() {
        List<Version> unread = versions.subList(0, Math.max(0, floor()));
        List<Version> removed = List.copyOf(unread);
        unread.clear();
        return removed;
    }

    /** Returns the last final version that is not after the oldest time read. */
    @Nullable
    Version oldest() {
        int floor = floor();
        return floor < 0 ? null : versions.get(floor);
    }

    private int floor() {
        int floor = -1;
        for (Version version : versions) {
            if (!version.published || version.time > oldestRead) {
                break;
            }
            floor++;
        }
        return floor;
    }

    /** Returns the times of the final versions in {@code (after, upTo]} that batches made here. */
    List<Long> times(Time after, Time upTo) {
        return versions.stream()
                .filter(version -> version.published && !version.moved)
                .map(version -> version.time)
                .filter(time -> time > after.milliseconds() && time <= upTo.milliseconds())
                .toList();
    }

    /** Returns the times of all final versions. */
    List<Long> times() {
        return versions.stream()
                .filter(version -> version.published)
                .map(version -> version.time)
                .toList();
    }

    /** Returns the time of the last final version up to a time, which may be one that was moved here. */
    OptionalLong lastTime(Time upTo) {
        return versions.stream()
                .filter(version -> version.published && version.time <= upTo.milliseconds())
                .mapToLong(version -> version.time)
                .max();
    }
}

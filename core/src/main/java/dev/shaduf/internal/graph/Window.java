// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a window reaches and how often it is seen.
 *
 * @param length the length, a multiple of the parent's slide
 * @param slide the distance between two windows, a multiple of the parent's slide
 */
record Window(Duration length, Duration slide) {
    /** Checks both durations and reports all that is wrong. */
    static Window of(Operation operation, StreamNode<?> parent, @Nullable Duration length, @Nullable Duration slide) {
        Duration checkedLength = operation.given(length, "length of the window");
        Duration checkedSlide = operation.given(slide, "slide of the window");
        List<String> faults = new ArrayList<>();
        check(faults, "the length of the window", checkedLength, parent);
        check(faults, "the slide of the window", checkedSlide, parent);
        if (!faults.isEmpty()) {
            throw operation.refused(String.join("; ", faults));
        }
        return new Window(checkedLength, checkedSlide);
    }

    private static void check(List<String> faults, String what, Duration value, StreamNode<?> parent) {
        Duration unit = parent.slide();
        if (value.milliseconds() > 0 && value.isMultipleOf(unit)) {
            return;
        }
        faults.add(what + ", " + value + ", must be a multiple of " + unit + ", the slide of its parent ("
                + parent.operation().origin() + "), and greater than zero; use " + nearest(value, unit));
    }

    private static String nearest(Duration value, Duration unit) {
        long below = Math.floorDiv(value.milliseconds(), unit.milliseconds());
        return below < 1 ? unit.toString() : unit.times(below) + " or " + unit.times(below + 1);
    }
}

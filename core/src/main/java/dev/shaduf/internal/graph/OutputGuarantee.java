// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.config.ProcessingGuarantee;
import dev.shaduf.spi.Guarantee;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an output reaches: the weakest of what its inputs promise, what the journal keeps and what the output does itself.
 *
 * @param output the output
 * @param reached what it reaches, the end of the process included
 * @param reasons what keeps it from more, each with the remedy; empty for exactly once
 */
public record OutputGuarantee(OutputInfo output, Guarantee reached, List<String> reasons) {
    private static final String OF_OUTPUT =
            "a batch that is run again is written again; use a sink with commit, or declare the"
                    + " output idempotent() if that changes nothing";

    private record Link(Guarantee reaches, String why) {}

    /**
     * Works it out.
     *
     * @param output the output
     * @param inputs the inputs that it reads
     * @param checkpointed whether the journal outlives the process
     */
    static OutputGuarantee of(OutputInfo output, List<InputNode> inputs, boolean checkpointed) {
        List<Link> links = new ArrayList<>();
        if (!checkpointed) {
            links.add(
                    new Link(
                            Guarantee.AT_MOST_ONCE,
                            "nothing is kept when the process ends, as no checkpoint directory is set (shaduf.checkpoint.dir)"));
        }
        for (InputNode input : inputs) {
            links.add(new Link(input.promise(), input.promiseReason()));
        }
        links.add(new Link(output.guarantee(), OF_OUTPUT));
        return weakest(output, links);
    }

    private static OutputGuarantee weakest(OutputInfo output, List<Link> links) {
        Guarantee weakest = Guarantee.EXACTLY_ONCE;
        List<String> reasons = new ArrayList<>();
        for (Link link : links) {
            if (link.reaches().compareTo(weakest) < 0) {
                weakest = link.reaches();
                reasons.clear();
            }
            if (link.reaches() == weakest && weakest != Guarantee.EXACTLY_ONCE) {
                reasons.add(link.why());
            }
        }
        return new OutputGuarantee(output, weakest, List.copyOf(reasons));
    }

    /** Describes it in one line, for the start. */
    public String line() {
        String text = reached.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return reasons.isEmpty()
                ? output.origin() + ", uid '" + output.uid() + "': " + text
                : output.origin() + ", uid '" + output.uid() + "': " + text + ", because " + String.join("; ", reasons);
    }

    /** Returns what is wrong where the program asks for more. */
    public Optional<String> fault(ProcessingGuarantee asked) {
        Guarantee least = switch (asked) {
            case STRONGEST -> Guarantee.AT_MOST_ONCE;
            case AT_LEAST_ONCE -> Guarantee.AT_LEAST_ONCE;
            case EXACTLY_ONCE -> Guarantee.EXACTLY_ONCE;
        };
        return output.console() || reached.compareTo(least) >= 0
                ? Optional.empty()
                : Optional.of("shaduf.processing.guarantee asks for more than an output reaches: " + line());
    }
}

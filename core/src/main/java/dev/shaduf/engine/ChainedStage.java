// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

/** A stage with a next one: satisfied when the next is, and finished with it. */
public abstract class ChainedStage extends Stage {
    /** Takes the results of this stage. */
    protected final Stage next;

    /**
     * Creates a stage.
     *
     * @param next takes the results
     */
    protected ChainedStage(Stage next) {
        this.next = next;
    }

    @Override
    public boolean satisfied() {
        return next.satisfied();
    }

    @Override
    public void finish() throws Exception {
        next.finish();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.spi.StateStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** On disk, save what is in use; the store is opened when the first partition is made. */
final class DiskPlace implements Place {
    private final Codecs codecs;
    private final @Nullable Codecs guarding;
    private final StateSpill spill;
    private final SpillMemory memory;
    private @Nullable StateStore store;
    private long regions;

    DiskPlace(Codecs codecs, @Nullable Codecs guarding, StateSpill spill) {
        this.codecs = codecs;
        this.guarding = guarding;
        this.spill = spill;
        this.memory = new SpillMemory(spill.memory());
    }

    @Override
    public Keys keys(String partition) {
        return new SpilledKeys(new Buckets(partition, region("keys"), codecs), memory);
    }

    @Override
    public Partials partials() {
        return new Partials(new Partials.OnDisk(region("partials"), codecs));
    }

    @Override
    public @Nullable Codecs guarding() {
        return guarding;
    }

    @Override
    public synchronized void clear() {
        StateStore open = store;
        store = null;
        if (open != null) {
            open.close();
        }
        memory.reset();
    }

    private synchronized StateStore.Region region(String kind) {
        StateStore open = store;
        if (open == null) {
            try {
                open = spill.opening().open();
            } catch (IOException e) {
                throw new UncheckedIOException("no file for states can be made: " + e.getMessage(), e);
            }
            store = open;
        }
        return open.region(kind + "-" + ++regions);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.config.StreamingConf;
import dev.shaduf.engine.Engine;
import dev.shaduf.engine.EngineProvider;
import dev.shaduf.time.Clock;

/** Makes engines that run in this JVM. */
public final class LocalEngineProvider implements EngineProvider {
    /** For {@code ServiceLoader}. */
    public LocalEngineProvider() {}

    @Override
    public String id() {
        return "local";
    }

    @Override
    public String masters() {
        return LocalMaster.FORMS;
    }

    @Override
    public boolean accepts(String master) {
        return LocalMaster.accepts(master);
    }

    @Override
    public Engine create(String master, StreamingConf conf, Clock clock) {
        return new LocalEngine(LocalMaster.parse(master), LocalSettings.of(conf));
    }
}

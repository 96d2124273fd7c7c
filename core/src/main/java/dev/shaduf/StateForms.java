// SPDX-License-Identifier: Apache-2.0
package dev.shaduf;

import dev.shaduf.config.StreamingConf;
import dev.shaduf.config.StreamingSettings;
import dev.shaduf.engine.StateOptions;
import dev.shaduf.spi.StateCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a program says of how its states are kept in a checkpoint directory. */
final class StateForms {
    private final List<StateCodec<?>> codecs = new ArrayList<>();
    private final Map<String, Class<?>> renamed = new HashMap<>();

    synchronized void codec(StateCodec<?> codec) {
        for (StateCodec<?> known : codecs) {
            if (known.type() == codec.type()) {
                throw new IllegalArgumentException("stateCodec("
                        + codec.getClass().getName() + ") is refused: "
                        + known.getClass().getName() + " is registered for "
                        + codec.type().getName() + " already");
            }
        }
        if (codec.version() < 1) {
            throw new IllegalArgumentException("stateCodec(" + codec.getClass().getName()
                    + ") is refused: its version is " + codec.version() + ", and versions begin at 1");
        }
        codecs.add(codec);
    }

    synchronized void renamed(String name, Class<?> now) {
        Class<?> before = renamed.putIfAbsent(name, now);
        if (before != null && before != now) {
            throw new IllegalArgumentException("stateRenamed(\"" + name + "\", " + now.getName()
                    + ") is refused: it is said to be " + before.getName() + " now already");
        }
    }

    /** Returns the options of a stream that has a checkpoint directory. */
    synchronized StateOptions options(StreamingConf conf) {
        List<String> allowed = conf.find(StreamingSettings.STATE_SERIALIZABLE_ALLOW).stream()
                .flatMap(text -> List.of(text.split(",")).stream())
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        return new StateOptions(codecs, allowed, renamed, true);
    }
}

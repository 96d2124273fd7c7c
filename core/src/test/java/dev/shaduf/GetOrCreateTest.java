// SPDX-License-Identifier: Apache-2.0
package dev.shaduf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.function.Function0;
import dev.shaduf.rdd.RDD;
import dev.shaduf.time.Durations;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class GetOrCreateTest {
    private final String name = Names.unique();
    private final StreamingConf conf =
            new StreamingConf(false).setMaster("local[2]").setAppName(name);

    @Test
    void shouldRefuseADirectoryThatIsNull() {
        assertThatThrownBy(() -> StreamingContext.getOrCreate(absent(), this::context))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("getOrCreate(null, …) is refused: give a path or a URI");

        assertThat(Names.threadsOf(name)).isEmpty();
    }

    @Test
    void shouldNotCallTheFactoryForADirectoryThatIsBlank() {
        assertThatThrownBy(() -> StreamingContext.getOrCreate(" ", () -> {
                    throw new AssertionError("called");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("getOrCreate(\" \", …) is refused: give a path or a URI");
    }

    @Test
    void shouldStopAContextThatTheFactoryHasStarted() {
        assertThatThrownBy(() -> StreamingContext.getOrCreate("unused", this::started))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("has been started");

        assertThat(Names.threadsOf(name)).isEmpty();
    }

    @Test
    void shouldStopAContextWithAnotherDirectory() {
        Function0<StreamingContext> elsewhere = () -> {
            StreamingContext made = context();
            made.checkpoint("elsewhere");
            return made;
        };
        assertThatThrownBy(() -> StreamingContext.getOrCreate("unused", elsewhere))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'elsewhere'")
                .hasMessageContaining("\"unused\"");

        assertThat(Names.threadsOf(name)).isEmpty();
    }

    // What a variable of the environment gives that is not set.
    private static String absent() {
        return System.getenv("SHADUF_NO_SUCH_VARIABLE");
    }

    private StreamingContext context() {
        return new StreamingContext(conf, Durations.seconds(1));
    }

    private StreamingContext started() {
        StreamingContext made = context();
        Queue<RDD<String>> none = new ArrayDeque<>();
        made.queueStream(none).foreachRDD(rdd -> {});
        made.start();
        return made;
    }
}

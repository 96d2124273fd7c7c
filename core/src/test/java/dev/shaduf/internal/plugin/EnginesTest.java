// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.engine.EngineProvider;
import dev.shaduf.internal.plugin.Providers.OtherToy;
import dev.shaduf.internal.plugin.Providers.Toy;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnginesTest {
    @TempDir
    Path directory;

    @Test
    void shouldChooseByMasterUrl() throws Exception {
        Engines engines = load(Toy.class);
        assertThat(engines.fault("toy[2]")).isEmpty();
        assertThat(engines.provider("toy[2]")).isInstanceOf(Toy.class);
    }

    @Test
    void shouldListTheMastersKnownWhenNoneFits() throws Exception {
        assertThat(load(Toy.class).fault("moon"))
                .hasValueSatisfying(fault -> assertThat(fault)
                        .startsWith("no engine understands master 'moon'; known are ")
                        .contains("toy, toy[n]"));
    }

    @Test
    void shouldNameTheArtifactOfAClusterEngine() throws Exception {
        for (String master : new String[] {"spark://host:7077", "yarn", "k8s://https://host"}) {
            assertThat(load(Toy.class).fault(master))
                    .hasValueSatisfying(fault -> assertThat(fault)
                            .endsWith("add the artifact dev.shaduf:shaduf-engine-spark to the class path"));
        }
    }

    @Test
    void shouldNotAskForTheClusterEngineWhereItIs() throws Exception {
        assertThat(load(Providers.ToyCluster.class).fault("spark:/host:7077"))
                .hasValueSatisfying(fault -> assertThat(fault)
                        .contains("no engine understands master 'spark:/host:7077'")
                        .doesNotContain("add the artifact"));
    }

    @Test
    void shouldRefuseAMasterThatTwoEnginesUnderstand() throws Exception {
        assertThat(load(Toy.class, OtherToy.class).fault("toy"))
                .hasValueSatisfying(
                        fault -> assertThat(fault).contains("understood by several engines: toy, other-toy"));
    }

    private Engines load(Class<?>... providers) throws Exception {
        return Providers.withProviders(
                directory,
                EngineProvider.class,
                Arrays.stream(providers).map(Class::getName).toList(),
                Engines::load);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.plugin;

import static dev.shaduf.internal.plugin.Providers.withProviders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.internal.plugin.Providers.Broken;
import dev.shaduf.internal.plugin.Providers.Console;
import dev.shaduf.internal.plugin.Providers.Memory;
import dev.shaduf.internal.plugin.Providers.Nameless;
import dev.shaduf.internal.plugin.Providers.OtherMemory;
import dev.shaduf.internal.plugin.Providers.Shouting;
import dev.shaduf.spi.SinkProvider;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTest {
    @TempDir
    Path directory;

    @Test
    void shouldFindProvidersById() throws Exception {
        Registry<SinkProvider> sinks = load(Memory.class, Console.class);
        assertThat(sinks.get("memory")).isInstanceOf(Memory.class);
        assertThat(sinks.find("console-2")).containsInstanceOf(Console.class);
        assertThat(sinks.find("kafka")).isEmpty();
    }

    @Test
    void shouldSayWhatIsThereAndWhatToAddWhenOneIsMissing() throws Exception {
        Registry<SinkProvider> sinks = load(Memory.class, Console.class);
        assertThatThrownBy(() -> sinks.get("kafka"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no sink 'kafka'; found: memory, console-2;"
                        + " add the artifact dev.shaduf:shaduf-sink-kafka to the class path");
    }

    @Test
    void shouldSayWhatAMisspeltIdIsLike() throws Exception {
        Registry<SinkProvider> sinks = load(Memory.class, Console.class);
        assertThat(sinks.miss("memroy"))
                .isEqualTo("no sink 'memroy' (did you mean 'memory'?); found: memory, console-2");
    }

    @Test
    void shouldNameTheArtifactThatAMisspeltIdIsLike() throws Exception {
        assertThat(load(Memory.class).miss("kafak"))
                .isEqualTo("no sink 'kafak' (did you mean 'kafka'?); found: memory;"
                        + " add the artifact dev.shaduf:shaduf-sink-kafka to the class path");
    }

    @Test
    void shouldNameNoArtifactForAnIdThatNobodyKnows() throws Exception {
        assertThat(load().miss("nosuch")).isEqualTo("no sink 'nosuch'; found: nothing");
    }

    @Test
    void shouldRefuseTwoProvidersWithOneIdAndNameBothClassesAndPlaces() {
        String place =
                Memory.class.getProtectionDomain().getCodeSource().getLocation().toString();
        assertThatThrownBy(() -> load(Memory.class, OtherMemory.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("id 'memory' is taken twice: by " + Memory.class.getName() + " in " + place
                        + " and by " + OtherMemory.class.getName() + " in " + place);
    }

    @Test
    void shouldRefuseAnIdThatIsNotWellFormed() {
        assertThatThrownBy(() -> load(Shouting.class))
                .hasMessageContaining("id 'Not_An_Id' of " + Shouting.class.getName())
                .hasMessageContaining("lower-case letters, digits and hyphens");
    }

    @Test
    void shouldNameAllFaultsAtOnce() {
        assertThatThrownBy(() -> load(Shouting.class, Memory.class, OtherMemory.class))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.faults()).hasSize(2));
    }

    @Test
    void shouldReportABrokenProviderByNameWithoutHidingTheOthers() throws Exception {
        Registry<SinkProvider> sinks = load(Broken.class, Memory.class, Nameless.class, Console.class);
        assertThat(sinks.get("memory")).isInstanceOf(Memory.class);
        assertThat(sinks.get("console-2")).isInstanceOf(Console.class);
        assertThat(sinks.miss("broken"))
                .contains("found: memory, console-2; broken: ")
                .contains(Broken.class.getName())
                .contains("no licence")
                .contains(Nameless.class.getName() + " does not tell its id")
                .contains("forgot my name");
    }

    @Test
    void shouldReportAProviderWhoseClassIsMissing() throws Exception {
        Registry<SinkProvider> sinks = load(List.of("com.example.Gone", Memory.class.getName()));
        assertThat(sinks.get("memory")).isInstanceOf(Memory.class);
        assertThat(sinks.miss("gone")).contains("com.example.Gone");
    }

    @Test
    void shouldReportAServicesFileThatCannotBeUnderstood() throws Exception {
        assertThat(load(List.of("this is no class name")).miss("x")).contains("broken: ");
    }

    @Test
    void shouldFindAProviderOnceWhenBothLoadersSeeIt() throws Exception {
        Registry<SinkProvider> sinks = load(List.of(Memory.class.getName(), Memory.class.getName()));
        assertThat(sinks.all()).hasSize(1);
    }

    @Test
    void shouldFindProvidersWithoutAContextLoader() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(null);
        try {
            assertThat(Discovery.of(SinkProvider.class).broken()).isEmpty();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void shouldCheckOptionsBeforeASinkIsMade() throws Exception {
        List<String> provider = List.of(Memory.class.getName());
        assertThatThrownBy(() -> withProviders(
                        directory, SinkProvider.class, provider, () -> Sinks.create("memory", Map.of("sise", "1"))))
                .hasMessageContaining("sink 'memory'")
                .hasMessageContaining("option 'sise' is unknown; did you mean 'size'?");
        assertThatThrownBy(() -> withProviders(
                        directory, SinkProvider.class, provider, () -> Sinks.create("memory", Map.of("size", "7"))))
                .hasMessage("size 7");
    }

    @Test
    void shouldNotFindProvidersOfALoaderThatIsNotTheContextLoader() throws Exception {
        load(Memory.class);
        assertThat(Discovery.of(SinkProvider.class).providers()).noneMatch(Memory.class::isInstance);
    }

    private Registry<SinkProvider> load(Class<?>... providers) throws Exception {
        return load(Arrays.stream(providers).map(Class::getName).toList());
    }

    private Registry<SinkProvider> load(List<String> providers) throws Exception {
        return withProviders(
                directory,
                SinkProvider.class,
                providers,
                () -> Registry.load(Sinks.NOUN, new Service<>(SinkProvider.class, SinkProvider::id)));
    }
}

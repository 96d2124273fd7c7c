// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.architecture.House;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceRegistrationTest {
    /** Below this, a registration was lost; to be raised with each provider that is added. */
    private static final int MINIMUM_PROVIDERS = 7;

    @Test
    void shouldNameOnlyLoadableProvidersInTheServicesFilesOfAllModules() {
        List<ServiceRegistrations> found = House.rootPackages().keySet().stream()
                .map(module -> ServiceRegistrations.in(House.classes(module)))
                .toList();

        assertThat(found).flatExtracting(ServiceRegistrations::faults).isEmpty();
        assertThat(found)
                .flatExtracting(ServiceRegistrations::providers)
                .hasSizeGreaterThanOrEqualTo(MINIMUM_PROVIDERS);
    }

    @Test
    void shouldAcceptAProviderOfTheService(@TempDir Path classes) throws IOException {
        register(classes, Runnable.class.getName(), "# a comment\n\n" + Thread.class.getName() + " # another");

        assertThat(ServiceRegistrations.in(classes).providers()).containsExactly("java.lang.Thread");
        assertThat(ServiceRegistrations.in(classes).faults()).isEmpty();
    }

    @Test
    void shouldRefuseAProviderThatDoesNotExist(@TempDir Path classes) throws IOException {
        register(classes, Runnable.class.getName(), "dev.shaduf.Missing");

        assertThat(ServiceRegistrations.in(classes).faults())
                .singleElement()
                .asString()
                .contains("no class dev.shaduf.Missing");
    }

    @Test
    void shouldRefuseAServiceThatDoesNotExist(@TempDir Path classes) throws IOException {
        register(classes, "dev.shaduf.NoService", Thread.class.getName());

        assertThat(ServiceRegistrations.in(classes).faults())
                .singleElement()
                .asString()
                .contains("no class dev.shaduf.NoService");
    }

    @Test
    void shouldRefuseAProviderOfSomethingElse(@TempDir Path classes) throws IOException {
        register(classes, Runnable.class.getName(), Object.class.getName());

        assertThat(ServiceRegistrations.in(classes).faults())
                .singleElement()
                .asString()
                .contains("java.lang.Object does not implement java.lang.Runnable");
    }

    @Test
    void shouldRefuseAProviderThatCannotBeMade(@TempDir Path classes) throws IOException {
        register(classes, Comparable.class.getName(), Integer.class.getName());

        assertThat(ServiceRegistrations.in(classes).faults())
                .singleElement()
                .asString()
                .contains("java.lang.Integer has no public constructor");
    }

    private static void register(Path classes, String service, String content) throws IOException {
        Path folder = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(folder.resolve(service), content);
    }
}

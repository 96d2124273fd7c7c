// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples;

import dev.shaduf.config.StreamingSettings;
import dev.shaduf.testkit.OptionsTable;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsPageTest {
    @Test
    void shouldListTheSettingsOfTheCode() throws IOException {
        OptionsTable.check(Path.of("../docs/guide/configuration.md"), StreamingSettings.all());
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.shaduf.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionsTableTest {
    private static final List<Setting<?>> SETTINGS =
            List.of(Setting.text("host", null, "Where").asRequired(), Setting.flag("tls", true, "Whether"));

    @TempDir
    Path folder;

    @Test
    void shouldAcceptAPageWithTheTable() throws IOException {
        Path page = page("text\n<!-- options -->\n" + OptionsTable.of(SETTINGS) + "<!-- /options -->\nmore");

        assertThatCode(() -> OptionsTable.check(page, SETTINGS)).doesNotThrowAnyException();
    }

    @Test
    void shouldShowTheTableWhenThePageHasAnother() throws IOException {
        Path page = page("<!-- options -->\n| x |\n<!-- /options -->");

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> OptionsTable.check(page, SETTINGS))
                .withMessageContaining("| `host` | text | *required* | Where. Allowed: any text |")
                .withMessageContaining("| `tls` | flag | `true` |");
    }

    @Test
    void shouldSayThatThePageHasNoPlaceForTheTable() throws IOException {
        Path page = page("nothing");

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> OptionsTable.check(page, SETTINGS))
                .withMessageContaining("<!-- options -->");
    }

    private Path page(String text) throws IOException {
        return Files.writeString(folder.resolve("page.md"), text);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private static final Setting<String> HOST =
            Setting.text("host", null, "Host").asRequired();
    private static final Setting<Long> PORT = Setting.number("port", 9_999L, 1, 65_535, "Port");
    private static final Setting<String> PASSWORD =
            Setting.text("password", null, "Password").asSecret();
    private static final Setting<Long> PIN =
            Setting.number("pin", null, 0, 9_999, "Pin").asSecret();
    private static final List<Setting<?>> ALL = List.of(HOST, PORT, PASSWORD, PIN);

    @Test
    void shouldGiveValuesAndDefaults() {
        Options options = Options.check("sink 'x'", Map.of("host", "h"), ALL);
        assertThat(options.get(HOST)).isEqualTo("h");
        assertThat(options.get(PORT)).isEqualTo(9_999L);
        assertThat(options.find(PASSWORD)).isEmpty();
        assertThatThrownBy(() -> options.get(PASSWORD)).hasMessage("option 'password' has no value");
    }

    @Test
    void shouldNameAllFaultsAtOnce() {
        ConfigurationException e = catchThrowableOfType(
                ConfigurationException.class,
                () -> Options.check("sink 'x'", Map.of("prot", "1", "port", "0", "pin", "s3cret"), ALL));
        assertThat(e.faults())
                .containsExactlyInAnyOrder(
                        "option 'prot' is unknown; did you mean 'port'?",
                        "option 'host' is missing; give it any text",
                        "option 'port' is '0'; it must be a whole number from 1 to 65535",
                        "option 'pin' is '***'; it must be a whole number from 0 to 9999");
        assertThat(e).hasMessageStartingWith("sink 'x' cannot be used:").hasMessageNotContaining("s3cret");
    }

    @Test
    void shouldSuggestAKeyThatLacksItsPrefix() {
        Setting<String> servers = Setting.text("kafka.bootstrap.servers", null, "Servers");

        assertThatThrownBy(() -> Options.check("sink 'x'", Map.of("bootstrap.servers", "h:1"), List.of(servers)))
                .hasMessageContaining("option 'bootstrap.servers' is unknown; did you mean 'kafka.bootstrap.servers'?");
    }

    @Test
    void shouldNotTakeAShortKeyForAnotherOfWhichMostLettersDiffer() {
        List<Setting<?>> settings =
                List.of(Setting.text("sql", "", "A statement"), Setting.text("connection.port", "", "A port"));

        assertThatThrownBy(() -> Options.check("sink 'x'", Map.of("url", "u"), settings))
                .hasMessageContaining("option 'url' is unknown; known are sql, connection.port");
    }

    @Test
    void shouldListKnownKeysWhenNoneIsLikeTheUnknownOne() {
        assertThatThrownBy(() -> Options.check("sink 'x'", Map.of("host", "h", "compression", "gzip"), ALL))
                .hasMessageContaining("option 'compression' is unknown; known are host, port, password, pin");
    }

    @Test
    void shouldNotShowValuesAsText() {
        assertThat(Options.check("sink 'x'", Map.of("host", "h", "password", "s3cret"), ALL)
                        .toString())
                .doesNotContain("s3cret");
    }

    @Test
    void shouldPassOnAFamilyWithoutItsPrefix() {
        Setting<String> family = Setting.family("kafka.", "Passed on");
        Setting<String> servers =
                Setting.text("kafka.bootstrap.servers", null, "Servers").asRequired();
        Options options = Options.check(
                "source 'x'", Map.of("kafka.bootstrap.servers", "h:1", "kafka.a.b", "c"), List.of(servers, family));

        assertThat(options.family(family))
                .containsExactly(Map.entry("a.b", "c"), Map.entry("bootstrap.servers", "h:1"));
        assertThat(options.get(servers)).isEqualTo("h:1");
        assertThatThrownBy(() -> Options.check("source 'x'", Map.of("kafkas", "1"), List.of(family)))
                .hasMessageContaining("option 'kafkas' is unknown");
    }

    @Test
    void shouldFindTheKeyThatAMisspeltOneMustMean() {
        assertThat(Setting.nearest("compresion", List.of("compression", "port")))
                .contains("compression");
        assertThat(Setting.nearest("mine", List.of("compression", "port"))).isEmpty();
    }
}

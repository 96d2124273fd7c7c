// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {
    private static final Setting<Long> PORT = Setting.number("port", null, 1, 65_535, "Port");
    private static final Setting<Duration> PAUSE = Setting.duration("pause", Durations.seconds(2), "Pause");
    private static final Setting<Long> SIZE = Setting.bytes("size", 1L << 20, "Size");
    private static final Setting<Double> SHARE = Setting.decimal("share", 0.5, 0, 1, "Share");
    private static final Setting<Boolean> ON = Setting.flag("on", true, "On");
    private static final Setting<Overrun> OVERRUN = Setting.choice("overrun", Overrun.CATCH_UP, "Overrun");

    @ParameterizedTest
    @CsvSource({
        "200ms,200",
        "200,200",
        "25s,25000",
        "5m,300000",
        "5min,300000",
        "1h,3600000",
        "2d,172800000",
        " 3 S ,3000",
        "36501d,3153600000000",
        "9223372036854775807,3153600000000"
    })
    void shouldReadDurationsInEveryUnit(String text, long millis) {
        assertThat(PAUSE.parse(text)).isEqualTo(new Duration(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "-1s", "1.5s", "1 year", "1s2", "99999999999999999999", "9223372036854775807d"})
    void shouldRefuseWhatIsNoDuration(String text) {
        assertThatThrownBy(() -> PAUSE.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("option 'pause' is '" + text + "'; it must be a duration such as 200ms, 25s, 5m or 1h");
    }

    @ParameterizedTest
    @CsvSource({"4096,4096", "64k,65536", "64KB,65536", "16m,16777216", "1g,1073741824", "7b,7"})
    void shouldReadSizesInEveryUnit(String text, long bytes) {
        assertThat(SIZE.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "80.5", "http", ""})
    void shouldRefuseNumbersOutOfRange(String text) {
        assertThatThrownBy(() -> PORT.parse(text))
                .hasMessage("option 'port' is '" + text + "'; it must be a whole number from 1 to 65535");
    }

    @Test
    void shouldAcceptTheEndsOfARange() {
        assertThat(PORT.parse("1")).isEqualTo(1);
        assertThat(PORT.parse(" 65535 ")).isEqualTo(65_535);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "1.01", "-0.1", "half"})
    void shouldRefuseFractionsOutOfRange(String text) {
        assertThatThrownBy(() -> SHARE.parse(text)).hasMessageContaining("it must be a number from 0.0 to 1.0");
    }

    @Test
    void shouldReadFlagsInAnyCaseAndNothingElse() {
        assertThat(ON.parse("TRUE")).isTrue();
        assertThat(ON.parse("false")).isFalse();
        assertThatThrownBy(() -> ON.parse("yes")).hasMessageContaining("true or false");
    }

    @Test
    void shouldSpellChoicesWithHyphens() {
        assertThat(OVERRUN.parse("catch-up")).isEqualTo(Overrun.CATCH_UP);
        assertThat(OVERRUN.defaultText()).isEqualTo("catch-up");
        assertThatThrownBy(() -> OVERRUN.parse("panic"))
                .hasMessage("option 'overrun' is 'panic'; it must be one of catch-up, collapse, fail");
    }

    @Test
    void shouldWriteDefaultsAsTheyWouldBeGiven() {
        assertThat(PAUSE.defaultText()).isEqualTo("2s");
        assertThat(Setting.duration("p", new Duration(1_500), "P").defaultText())
                .isEqualTo("1500ms");
        assertThat(PORT.defaultText()).isEmpty();
        assertThat(PAUSE.parse(PAUSE.defaultText())).isEqualTo(Durations.seconds(2));
    }

    @Test
    void shouldNeverShowASecret() {
        Setting<Long> pin = Setting.number("pin", null, 0, 9_999, "Pin").asSecret();
        assertThatThrownBy(() -> pin.parse("12345"))
                .hasMessage("option 'pin' is '***'; it must be a whole number from 0 to 9999")
                .hasNoCause();
        assertThat(pin.fault("12345"))
                .hasValueSatisfying(fault -> assertThat(fault).doesNotContain("12345"));
    }

    @Test
    void shouldKeepWhatItIsWhenMarked() {
        Setting<Long> marked = PORT.asRequired().asSecret();
        assertThat(marked.required()).isTrue();
        assertThat(marked.secret()).isTrue();
        assertThat(marked.key()).isEqualTo("port");
        assertThat(marked.type()).isEqualTo("number");
        assertThat(marked.doc()).isEqualTo("Port");
        assertThat(marked.allowed()).isEqualTo("a whole number from 1 to 65535");
    }
}

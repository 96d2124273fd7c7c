// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.time.Durations;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamingConfTest {
    @Test
    void shouldPutEnvironmentOverFileAndSystemPropertiesOverBoth() {
        StreamingConf conf = new StreamingConf(
                properties("shaduf.master", "file", "shaduf.app.name", "file", "shaduf.block.interval", "1s"),
                Map.of("SHADUF_MASTER", "env", "SHADUF_APP_NAME", "env"),
                properties("shaduf.master", "system"));
        assertThat(conf.get(StreamingSettings.MASTER)).isEqualTo("system");
        assertThat(conf.get(StreamingSettings.APP_NAME)).isEqualTo("env");
        assertThat(conf.get(StreamingSettings.BLOCK_INTERVAL)).isEqualTo(Durations.seconds(1));
    }

    @Test
    void shouldPutWhatTheProgramSetsOverEverything() {
        StreamingConf conf = new StreamingConf(new Properties(), Map.of("SHADUF_MASTER", "env"), new Properties());
        assertThat(conf.setMaster("local[1]").get(StreamingSettings.MASTER)).isEqualTo("local[1]");
        assertThat(conf.setIfMissing("shaduf.master", "other").get(StreamingSettings.MASTER))
                .isEqualTo("local[1]");
    }

    @Test
    void shouldReadNothingWhenDefaultsAreNotLoaded() {
        assertThat(new StreamingConf(false).getAll()).isEmpty();
    }

    @Test
    void shouldTranslateTheSpellingsOfSpark() {
        StreamingConf conf = new StreamingConf(false).set("spark.streaming.blockInterval", "50ms");
        assertThat(conf.get(StreamingSettings.BLOCK_INTERVAL)).isEqualTo(Durations.milliseconds(50));
        assertThat(conf.contains("spark.streaming.blockInterval")).isTrue();
        assertThat(conf.remove("spark.streaming.blockInterval").getAll()).isEmpty();
    }

    @Test
    void shouldLetForeignKeysPass() {
        StreamingConf conf = new StreamingConf(false).set("spark.executor.memory", "4g");
        assertThat(conf.faults()).isEmpty();
        assertThat(conf.getAll()).containsEntry("spark.executor.memory", "4g");
    }

    @Test
    void shouldNameEveryFault() {
        StreamingConf conf = new StreamingConf(false)
                .set("shaduf.blok.interval", "1s")
                .set("shaduf.batch.attempts", "0")
                .set("shaduf.overrun", "panic");
        assertThat(conf.faults())
                .containsExactlyInAnyOrder(
                        "setting 'shaduf.blok.interval' is unknown; did you mean 'shaduf.block.interval'?",
                        "option 'shaduf.batch.attempts' is '0'; it must be a whole number from 1 to 1000",
                        "option 'shaduf.overrun' is 'panic'; it must be one of catch-up, collapse, fail");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SHADUF_HOME",
                "SHADUF_OPTS",
                "SHADUF_JAVA_OPTS",
                "SHADUF_SERVICE_HOST",
                "SHADUF_SERVICE_PORT",
                "SHADUF_PORT_8080_TCP_ADDR",
                "SHADUF_VERSION",
                "SHADUFX_MASTER"
            })
    void shouldLeaveVariablesAloneThatAreNoSettings(String name) {
        StreamingConf conf = new StreamingConf(new Properties(), Map.of(name, "x"), new Properties());
        assertThat(conf.getAll()).isEmpty();
        assertThat(conf.faults()).isEmpty();
    }

    @Test
    void shouldNameAVariableThatIsAMisspeltSetting() {
        StreamingConf conf = new StreamingConf(new Properties(), Map.of("SHADUF_MASTR", "local"), new Properties());
        assertThat(conf.faults()).containsExactly("setting 'shaduf.mastr' is unknown; did you mean 'shaduf.master'?");
    }

    @Test
    void shouldReachEverySettingFromTheEnvironment() {
        for (Setting<?> setting : StreamingSettings.all()) {
            String name = setting.key().toUpperCase(Locale.ROOT).replace('.', '_');
            StreamingConf conf = new StreamingConf(new Properties(), Map.of(name, "x"), new Properties());
            assertThat(conf.getAll()).containsOnlyKeys(setting.key());
        }
    }

    @Test
    void shouldBeIndependentOfItsCopies() {
        StreamingConf conf = new StreamingConf(false).setMaster("local");
        StreamingConf copy = conf.clone().setMaster("local[2]");
        assertThat(conf.get(StreamingSettings.MASTER)).isEqualTo("local");
        assertThat(copy.get(StreamingSettings.MASTER)).isEqualTo("local[2]");
    }

    @Test
    void shouldSayWhichSettingHasNoValue() {
        assertThatThrownBy(() -> new StreamingConf(false).get(StreamingSettings.LOCAL_DIR))
                .hasMessage("setting 'shaduf.local.dir' has no value");
        assertThat(new StreamingConf(false).find(StreamingSettings.LOCAL_DIR)).isEmpty();
    }

    @Test
    void shouldHaveADocumentedDefaultThatItUnderstandsForEverySetting() {
        assertThat(StreamingSettings.all()).allSatisfy(setting -> {
            assertThat(setting.key()).startsWith("shaduf.");
            assertThat(setting.doc()).isNotBlank();
            if (!setting.defaultText().isEmpty()) {
                assertThat((Object) setting.parse(setting.defaultText()))
                        .isEqualTo(setting.defaultValue().orElseThrow());
            }
        });
        assertThat(StreamingSettings.all().stream().map(Setting::key)).doesNotHaveDuplicates();
    }

    private static Properties properties(String... keysAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
        }
        return properties;
    }

    @Test
    void shouldTakeSettingsFromArgumentsAndLeaveTheOthers() {
        StreamingConf conf = new StreamingConf(false);

        assertThat(conf.setFrom("in.txt", "--replay-skipped", "--stop-timeout=10s", "--verbose", "-x=1"))
                .containsExactly("in.txt", "--verbose", "-x=1");
        assertThat(conf.get(StreamingSettings.REPLAY_SKIPPED)).isTrue();
        assertThat(conf.get(StreamingSettings.STOP_TIMEOUT).milliseconds()).isEqualTo(10_000);
    }

    @Test
    void shouldRefuseArgumentsThatLookLikeMisspeltSettings() {
        assertThatThrownBy(
                        () -> new StreamingConf(false).setFrom("--replay-skiped", "--stop-timout=10s", "--mster=local"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("--replay-skiped is no setting; did you mean --replay-skipped?")
                .hasMessageContaining("did you mean --stop-timeout?")
                .hasMessageContaining("did you mean --master?");
    }

    @Test
    void shouldLeaveWhatStandsBehindTwoDashes() {
        StreamingConf conf = new StreamingConf(false);

        assertThat(conf.setFrom("--mapper", "--", "--replay-skiped", "--stop-timeout=1s", "--"))
                .containsExactly("--mapper", "--replay-skiped", "--stop-timeout=1s", "--");
        assertThat(conf.contains("shaduf.stop.timeout")).isFalse();
    }

    @Test
    void shouldRefuseSettingsWithoutAValueInArguments() {
        assertThatThrownBy(() -> new StreamingConf(false).setFrom("--app-name", "--stop-timeout", "10s"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("--app-name has no value; write --app-name=…")
                .hasMessageContaining("--stop-timeout has no value; write --stop-timeout=… with a duration such as");
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shaduf.config.StreamingConf;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext$;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SparkApplicationTest {
    private static final String SUBMITTED = "spark.executor.memory";

    @AfterEach
    void forgetWhatWasSubmitted() {
        System.clearProperty(SUBMITTED);
    }

    @Test
    void shouldPreferTheProgramsSettingsOverThoseOfSparkSubmit() {
        System.setProperty(SUBMITTED, "1g");

        assertThat(wanted(conf()).get(SUBMITTED)).isEqualTo("1g");
        assertThat(wanted(conf().set(SUBMITTED, "2g")).get(SUBMITTED)).isEqualTo("2g");
    }

    @Test
    void shouldPreferAllSettingsOverItsOwn() {
        assertThat(wanted(conf()).get("spark.scheduler.mode")).isEqualTo("FAIR");
        assertThat(wanted(conf()).get("spark.locality.wait")).isEqualTo("500ms");
        assertThat(wanted(conf()).get("spark.cleaner.periodicGC.interval")).isEqualTo("5min");
        assertThat(wanted(conf().set("spark.scheduler.mode", "FIFO")).get("spark.scheduler.mode"))
                .isEqualTo("FIFO");
    }

    @Test
    void shouldHaveSparkWriteWithJavaSerializationWhateverIsSet() {
        StreamingConf kryo = conf().set("spark.serializer", "org.apache.spark.serializer.KryoSerializer");

        assertThat(wanted(kryo).get("spark.serializer")).isEqualTo("org.apache.spark.serializer.JavaSerializer");
    }

    @Test
    void shouldEndTheWaitForAnExecutorWithAnInterrupt() throws Exception {
        StreamingConf conf = conf().set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1");
        // This master has no executors but the driver.
        FutureTask<SparkApplication> start = new FutureTask<>(() -> SparkApplication.acquire("local[1]", conf));
        Thread starter = new Thread(start);
        starter.start();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> start.isDone() || SparkContext$.MODULE$.getActive().isDefined());

        starter.interrupt();

        assertThatThrownBy(() -> start.get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(CancellationException.class)
                .hasMessageContaining("master 'local[1]'");
        assertThat(SparkContext$.MODULE$.getActive().isDefined()).isFalse();
    }

    private static StreamingConf conf() {
        return new StreamingConf(false).setAppName("settings");
    }

    private static SparkConf wanted(StreamingConf conf) {
        return SparkApplication.wanted("spark://host:7077", conf);
    }
}

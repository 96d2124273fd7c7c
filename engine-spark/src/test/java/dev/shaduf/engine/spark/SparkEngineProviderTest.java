// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.config.StreamingConf;
import dev.shaduf.time.Clock;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SparkEngineProviderTest {
    private final SparkEngineProvider provider = new SparkEngineProvider();

    @ParameterizedTest
    @ValueSource(strings = {"spark://host:7077", "yarn", "k8s://https://host:443"})
    void shouldAcceptClusters(String master) {
        assertThat(provider.accepts(master)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "local[2]", "mesos://host", "local-cluster[2,1,1024]", "spark:", ""})
    void shouldLeaveOthersAlone(String master) {
        assertThat(provider.accepts(master)).isFalse();
    }

    @Test
    void shouldRefuseStatesOnDisk() {
        StreamingConf conf = new StreamingConf(false).set("shaduf.state.store", "disk");

        assertThatThrownBy(() -> provider.create("spark://host:7077", conf, Clock.system()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shaduf.state.store")
                .hasMessageContaining("spark://host:7077");
    }

    @Test
    void shouldRefuseAProgramThatHasASparkContextAndLeaveThatAlone() {
        SparkConf conf = new SparkConf()
                .setMaster("local[1]")
                .setAppName("own")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1");
        try (JavaSparkContext own = new JavaSparkContext(conf)) {
            assertThatThrownBy(() -> provider.create("spark://127.0.0.1:1", new StreamingConf(false), Clock.system()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("spark://127.0.0.1:1")
                    .hasMessageContaining("has made a SparkContext or SparkSession in this JVM");
            assertThat(own.sc().isStopped()).isFalse();
        }
    }

    @Test
    void shouldNameAMasterThatDoesNotAnswer() throws Exception {
        String master = "spark://127.0.0.1:" + unused();
        StreamingConf conf = new StreamingConf(false)
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1");

        assertThatThrownBy(() -> provider.create(master, conf, Clock.system()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("master '" + master + "'")
                .hasMessageContaining("Spark has ended it: see whether it runs")
                .hasMessageNotContaining("within");
    }

    @ParameterizedTest
    @CsvSource({
        "spark://127.0.0.1, written as spark://host:port",
        "yarn, org.apache.spark:spark-yarn_2.13",
        "k8s://https://127.0.0.1:1, org.apache.spark:spark-kubernetes_2.13"
    })
    void shouldSayWhatAMasterNeedsThatSparkCannotParse(String master, String remedy) {
        StreamingConf conf = new StreamingConf(false)
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1");

        assertThatThrownBy(() -> provider.create(master, conf, Clock.system()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("master '" + master + "'")
                .hasMessageContaining(remedy);
    }

    @Test
    void shouldSayWhichSettingSparkRefuses() {
        StreamingConf conf = new StreamingConf(false)
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.scheduler.mode", "SOMETIMES");

        assertThatThrownBy(() -> provider.create("spark://127.0.0.1:1", conf, Clock.system()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("spark://127.0.0.1:1")
                .hasMessageContaining("spark.scheduler.mode");
    }

    private static int unused() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void shouldNameWhatToAddWithoutSpark() throws Exception {
        URL[] withoutSpark = {place(SparkEngineProvider.class), place(StreamingConf.class)};
        try (URLClassLoader loader = new URLClassLoader(withoutSpark, ClassLoader.getPlatformClassLoader())) {
            Class<?> conf = loader.loadClass(StreamingConf.class.getName());
            Class<?> alone = loader.loadClass(SparkEngineProvider.class.getName());
            Object other = alone.getConstructor().newInstance();

            assertThatThrownBy(
                            () -> alone.getMethod("create", String.class, conf, loader.loadClass(Clock.class.getName()))
                                    .invoke(other, "spark://host:7077", null, null))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("org.apache.spark:spark-core_2.13");
        }
    }

    private static URL place(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toUri()
                .toURL();
    }
}

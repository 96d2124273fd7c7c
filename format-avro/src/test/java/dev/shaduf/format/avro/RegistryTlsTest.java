// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTlsTest {
    private static final String PASSWORD = "hunter2";

    @TempDir
    Path temp;

    record Line(String item, Optional<String> note) {}

    @Test
    void shouldTrustTheCertificateOfTheTrustStore() throws Exception {
        String store = store();
        try (RegistryServer server = RegistryServer.secured(context(store))) {
            SchemaRegistry trusting = SchemaRegistry.of(Map.of(
                    "schema.registry.url", server.url(),
                    "schema.registry.ssl.truststore.location", store,
                    "schema.registry.ssl.truststore.password", PASSWORD));

            assertThat(write(trusting)).isNotEmpty();
            assertThatThrownBy(() -> write(SchemaRegistry.at(server.url())))
                    .isInstanceOf(RetriableException.class)
                    .hasMessageContaining("cannot be reached")
                    .hasMessageContaining("certification path");
        }
    }

    @Test
    void shouldNameAStoreThatCannotBeOpenedWithoutItsPassword() throws Exception {
        SchemaRegistry registry = SchemaRegistry.at("https://localhost:1").trustStore(store(), "hunter3");

        assertThatThrownBy(() -> write(registry))
                .hasMessageContaining("trust store")
                .message()
                .doesNotContain("hunter");
    }

    @Test
    void shouldNotTakeAStoreThatCannotBeOpenedForAFaultOfEachValue() throws Exception {
        SchemaRegistry registry = SchemaRegistry.at("https://localhost:1").trustStore(store(), "hunter3");
        Deserializer<Line> deserializer =
                AvroFormat.records(registry, Line.class).deserializer().call();

        assertThatThrownBy(() -> deserializer.configure(Map.of(), false)).hasMessageContaining("trust store");
    }

    private static byte[] write(SchemaRegistry registry) throws Exception {
        return AvroFormatTest.serializer(AvroFormat.records(registry, Line.class))
                .serialize("orders", new Line("cup", Optional.empty()));
    }

    private String store() throws IOException, InterruptedException {
        Path store = temp.resolve("store.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "registry",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=DNS:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString()))
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        return store.toString();
    }

    private static SSLContext context(String store) throws Exception {
        KeyStore keys = KeyStore.getInstance(new File(store), PASSWORD.toCharArray());
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }
}

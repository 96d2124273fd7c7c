// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.avro;

import dev.shaduf.format.avro.internal.KeyStoreFile;
import dev.shaduf.format.avro.internal.RegistryAddress;
import dev.shaduf.time.Duration;
import java.io.Serializable;
import java.util.Map;

/**
 * A schema registry with the REST API that Confluent's has, as others have it, too. Only describes it: whoever reads or writes
 * connects. Immutable; safe for use by many threads.
 *
 * <pre>{@code
 * SchemaRegistry registry = SchemaRegistry.at("https://registry:8081").basicAuth("reader", password);
 * }</pre>
 */
public final class SchemaRegistry implements Serializable {
    private final RegistryAddress address;

    private SchemaRegistry(RegistryAddress address) {
        this.address = address;
    }

    /**
     * Describes a registry without a password.
     *
     * @param urls where it is, {@code http://host:port}; with commas between them, those that are tried in turn
     * @return the registry
     * @throws IllegalArgumentException if these are no such addresses
     */
    public static SchemaRegistry at(String urls) {
        return new SchemaRegistry(RegistryAddress.at(urls));
    }

    /**
     * Describes a registry by the keys that users of Confluent's serializers know: {@code schema.registry.url},
     * {@code basic.auth.user.info}, {@code http.read.timeout.ms}, {@code schema.registry.ssl.truststore.location} and so on.
     *
     * @param settings the settings; others may be among them
     * @return the registry
     * @throws IllegalArgumentException if a setting is wrong; the message holds no secret
     */
    public static SchemaRegistry of(Map<String, ?> settings) {
        return new SchemaRegistry(RegistryAddress.of(settings));
    }

    /**
     * Identifies readers and writers to the registry.
     *
     * @param user the user
     * @param password the user's password, which appears nowhere
     * @return another description
     */
    public SchemaRegistry basicAuth(String user, String password) {
        return new SchemaRegistry(address.withUser(user + ":" + password));
    }

    /**
     * Sets how long the registry may take to answer.
     *
     * @param timeout the longest time; 10 s unless set
     * @return another description
     */
    public SchemaRegistry timeout(Duration timeout) {
        return new SchemaRegistry(address.withTimeout(timeout.milliseconds()));
    }

    /**
     * Says which certificates to trust; those that Java trusts unless set.
     *
     * @param file a trust store, PKCS #12 or JKS
     * @param password its password
     * @return another description
     */
    public SchemaRegistry trustStore(String file, String password) {
        return new SchemaRegistry(address.withTrust(new KeyStoreFile(file, password)));
    }

    /**
     * Says by which certificate to identify to the registry.
     *
     * @param file a key store, PKCS #12 or JKS
     * @param password its password, and that of the key
     * @return another description
     */
    public SchemaRegistry keyStore(String file, String password) {
        return new SchemaRegistry(address.withKey(new KeyStoreFile(file, password)));
    }

    RegistryAddress address() {
        return address;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SchemaRegistry that && address.equals(that.address);
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }

    /** Returns where it is. */
    @Override
    public String toString() {
        return address.toString();
    }
}

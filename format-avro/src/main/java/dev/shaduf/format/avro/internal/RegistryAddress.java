// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.avro.internal;

import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Where a registry is and how to be let in.
 *
 * @param urls without a slash at their ends
 * @param user {@code name:password}; null for nobody
 * @param timeoutMillis how long it may take to answer
 * @param trust whom to trust; null for those that Java trusts
 * @param key who we are; null for nobody
 */
public record RegistryAddress(
        List<String> urls,
        @Nullable String user,
        long timeoutMillis,
        @Nullable KeyStoreFile trust,
        @Nullable KeyStoreFile key)
        implements Serializable {
    /** Where the registry is. */
    public static final String URL = "schema.registry.url";

    private static final String USER = "basic.auth.user.info";
    private static final String TIMEOUT = "http.read.timeout.ms";
    private static final String STORE = "schema.registry.ssl.%s.%s";
    private static final long TIMEOUT_MILLIS = 10_000;

    /** Reads addresses with commas between them. */
    public static RegistryAddress at(String urls) {
        List<String> all = Arrays.stream(urls.split(",", -1))
                .map(String::trim)
                .map(RegistryAddress::checked)
                .toList();
        return new RegistryAddress(all, null, TIMEOUT_MILLIS, null, null);
    }

    private static String checked(String url) {
        try {
            URI uri = URI.create(url);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawUserInfo() == null) {
                return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
            }
        } catch (IllegalArgumentException e) {
            // The message below says all there is to say, and keeps what may be a secret to itself.
        }
        throw new IllegalArgumentException(
                "an address of the schema registry must be http://host:port or https://host:port,"
                        + " without a user in it; those belong in " + USER);
    }

    /** Reads settings. */
    public static RegistryAddress of(Map<String, ?> settings) {
        String urls = text(settings, URL);
        if (urls == null) {
            throw new IllegalArgumentException("the setting " + URL + " must say where the schema registry is");
        }
        RegistryAddress address = at(urls);
        String user = text(settings, USER);
        String timeout = text(settings, TIMEOUT);
        return new RegistryAddress(
                address.urls,
                user,
                timeout == null ? TIMEOUT_MILLIS : millis(timeout),
                store(settings, "truststore"),
                store(settings, "keystore"));
    }

    private static long millis(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the setting " + TIMEOUT + " is '" + text + "', which is no number", e);
        }
    }

    private static @Nullable KeyStoreFile store(Map<String, ?> settings, String name) {
        String file = text(settings, String.format(STORE, name, "location"));
        String password = text(settings, String.format(STORE, name, "password"));
        return file == null ? null : new KeyStoreFile(file, password == null ? "" : password);
    }

    private static @Nullable String text(Map<String, ?> settings, String key) {
        Object value = settings.get(key);
        return value == null || value.toString().isBlank()
                ? null
                : value.toString().trim();
    }

    /** Returns the same with another user. */
    public RegistryAddress withUser(String other) {
        return new RegistryAddress(urls, other, timeoutMillis, trust, key);
    }

    /** Returns the same with another patience. */
    public RegistryAddress withTimeout(long millis) {
        return new RegistryAddress(urls, user, millis, trust, key);
    }

    /** Returns the same with other trust. */
    public RegistryAddress withTrust(KeyStoreFile other) {
        return new RegistryAddress(urls, user, timeoutMillis, other, key);
    }

    /** Returns the same with another key. */
    public RegistryAddress withKey(KeyStoreFile other) {
        return new RegistryAddress(urls, user, timeoutMillis, trust, other);
    }

    /** Makes what connections are secured with; null for what Java does by itself. */
    @Nullable
    SSLContext security() {
        if (trust == null && key == null) {
            return null;
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(), trusted(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "the key store or trust store for the schema registry cannot be opened: " + e.getMessage(), e);
        }
    }

    private KeyManager @Nullable [] keys() throws IOException, GeneralSecurityException {
        if (key == null) {
            return null;
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(key.open(), key.password().toCharArray());
        return factory.getKeyManagers();
    }

    private TrustManager @Nullable [] trusted() throws IOException, GeneralSecurityException {
        if (trust == null) {
            return null;
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trust.open());
        return factory.getTrustManagers();
    }

    @Override
    public String toString() {
        return String.join(",", urls);
    }
}

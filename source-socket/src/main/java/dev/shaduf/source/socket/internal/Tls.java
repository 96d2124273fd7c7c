// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts connections and checks that the peer is who its name says.
 *
 * @param trustStore the file with trusted certificates; {@code null} for those of the JVM
 * @param password the file's password, if it has one
 */
public record Tls(@Nullable String trustStore, @Nullable String password) implements Serializable {
    /** Wraps a connected socket and completes the handshake. */
    Socket wrap(Socket socket, String host, int port) throws IOException {
        SSLSocket secure = (SSLSocket) factory().createSocket(socket, host, port, true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    private SSLSocketFactory factory() throws IOException {
        if (trustStore == null) {
            return (SSLSocketFactory) SSLSocketFactory.getDefault();
        }
        try (InputStream in = Files.newInputStream(Path.of(trustStore))) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(in, password == null ? null : password.toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException("trust store " + trustStore + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return "Tls[trustStore=" + (trustStore == null ? "of the JVM" : trustStore) + "]";
    }
}

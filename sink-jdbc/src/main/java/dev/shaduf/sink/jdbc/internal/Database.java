// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal;

import dev.shaduf.sink.jdbc.internal.dialect.Dialect;
import dev.shaduf.sink.jdbc.internal.dialect.Dialects;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** How to connect: a URL, or the user's own data source. Never shows its secrets. */
public final class Database implements Serializable {
    private final @Nullable String url;
    private final @Nullable String user;
    private final @Nullable String password;
    private final TreeMap<String, String> properties;
    private final @Nullable Object dataSource;
    private final @Nullable String dialect;

    public Database(
            @Nullable String url,
            @Nullable String user,
            @Nullable String password,
            Map<String, String> properties,
            @Nullable DataSource dataSource,
            @Nullable String dialect) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.properties = new TreeMap<>(properties);
        this.dataSource = dataSource;
        this.dialect = dialect;
    }

    @Nullable
    String url() {
        return url;
    }

    @Nullable
    String user() {
        return user;
    }

    @Nullable
    String password() {
        return password;
    }

    Map<String, String> properties() {
        return properties;
    }

    @Nullable
    DataSource dataSource() {
        return (DataSource) dataSource;
    }

    /** The dialect that the user chose; {@code null} to ask the database. */
    @Nullable
    String dialect() {
        return dialect;
    }

    /** The dialect that is to be expected before there is a connection: the chosen one, that of the URL, or the standard's. */
    Dialect expected() {
        String known =
                dialect != null ? dialect : Dialects.idOf(String.valueOf(url)).orElse("ansi");
        return Dialects.of(known);
    }

    /** What to do if the driver of the URL is not there. */
    public Optional<String> missingDriver() {
        return Drivers.missing(String.valueOf(url));
    }

    Secrets secrets() {
        return Secrets.of(url, password, properties);
    }

    @Override
    public String toString() {
        return url == null
                ? "data source of " + String.valueOf(dataSource).replaceAll("[@{(:].*", "")
                : Secrets.mask(url);
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        if (dataSource != null && !(dataSource instanceof Serializable)) {
            throw new NotSerializableException(dataSource.getClass().getName()
                    + ": a sink that runs in several JVMs needs a URL, or a data source that is Serializable");
        }
        out.defaultWriteObject();
    }
}

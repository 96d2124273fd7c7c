// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.dialect;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Drivers that people use: by what their URLs begin with, and where to get them. */
public enum Driver {
    POSTGRESQL("jdbc:postgresql:", "postgresql", "org.postgresql.Driver", "org.postgresql:postgresql"),
    MARIADB("jdbc:mariadb:", "mariadb", "org.mariadb.jdbc.Driver", "org.mariadb.jdbc:mariadb-java-client"),
    MYSQL("jdbc:mysql:", "mysql", "com.mysql.cj.jdbc.Driver", "com.mysql:mysql-connector-j"),
    H2("jdbc:h2:", "h2", "org.h2.Driver", "com.h2database:h2"),
    SQLITE("jdbc:sqlite:", "sqlite", "org.sqlite.JDBC", "org.xerial:sqlite-jdbc"),
    SQL_SERVER(
            "jdbc:sqlserver:",
            "sqlserver",
            "com.microsoft.sqlserver.jdbc.SQLServerDriver",
            "com.microsoft.sqlserver:mssql-jdbc"),
    ORACLE("jdbc:oracle:", "oracle", "oracle.jdbc.OracleDriver", "com.oracle.database.jdbc:ojdbc11");

    private final String prefix;
    private final String dialect;
    private final String className;
    private final String artifact;

    Driver(String prefix, String dialect, String className, String artifact) {
        this.prefix = prefix;
        this.dialect = dialect;
        this.className = className;
        this.artifact = artifact;
    }

    public static Optional<Driver> of(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(driver -> lower.startsWith(driver.prefix))
                .findFirst();
    }

    public String dialect() {
        return dialect;
    }

    public String className() {
        return className;
    }

    /** The artifact to add, {@code groupId:artifactId}. */
    public String artifact() {
        return artifact;
    }
}

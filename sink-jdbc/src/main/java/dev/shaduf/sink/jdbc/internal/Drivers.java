// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal;

import dev.shaduf.sink.jdbc.internal.dialect.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/** Looks for the drivers that users bring along. */
final class Drivers {
    private Drivers() {}

    /** What to do about a URL without a driver; empty if there is one. One that is well known is registered. */
    static Optional<String> missing(String url) {
        Optional<Driver> known = Driver.of(url);
        boolean found = known.isPresent() ? isThere(known.get().className()) : isServed(url);
        return found
                ? Optional.empty()
                : Optional.of("no driver for '" + Secrets.mask(url) + "' is on the class path; "
                        + known.map(driver -> "add the artifact " + driver.artifact())
                                .orElse("add the artifact of that database's JDBC driver, or mend the URL"));
    }

    /** Makes the driver of a URL, of which {@link #missing} has nothing to say. */
    static java.sql.Driver of(String url) throws SQLException {
        Optional<Driver> known = Driver.of(url);
        if (known.isEmpty()) {
            return DriverManager.getDriver(url);
        }
        String name = known.get().className();
        try {
            Class<?> type = Class.forName(name, true, Drivers.class.getClassLoader());
            return (java.sql.Driver) type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new SQLException("driver " + name + " of '" + Secrets.mask(url) + "' cannot be made: " + e, e);
        }
    }

    /** In whatever class loader this library is in, where {@code DriverManager} may not have looked. */
    private static boolean isThere(String className) {
        try {
            Class.forName(className, true, Drivers.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static boolean isServed(String url) {
        try {
            return DriverManager.getDriver(url) != null;
        } catch (SQLException e) {
            return false;
        }
    }
}

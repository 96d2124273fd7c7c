// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.sink.jdbc.internal.row.Row;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MultiRowLoaderTest {
    private static final int MEGA = 1 << 20;

    private final MultiRowLoader loader = new MultiRowLoader("INSERT INTO t (id, name) VALUES ", "(?, ?)", "", 2);
    private final List<Long> statements = new ArrayList<>();
    private long most = 16L * MEGA;
    private int questions;

    private static List<Row> rows(int count, String text) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Row(i, new Object[] {i, text}))
                .toList();
    }

    @Test
    void shouldCountTheBytesOfCharactersThatTakeThree() throws Exception {
        loader.load(server(), rows(40, "語".repeat(MEGA / 10)));

        assertThat(statements).allMatch(bytes -> bytes <= 4L * MEGA).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void shouldKeepBelowWhatTheServerTakes() throws Exception {
        most = MEGA;
        loader.load(server(), rows(40, "x".repeat(MEGA / 10)));

        assertThat(statements).allMatch(bytes -> bytes <= MEGA);
        assertThat(questions).isEqualTo(1);
    }

    @Test
    void shouldAskNothingAboutFewBytes() throws Exception {
        loader.load(server(), rows(1_000, "word"));

        assertThat(statements).hasSize(1);
        assertThat(questions).isZero();
    }

    @Test
    void shouldSendARowAloneThatFillsAStatementAndRefuseALargerOne() throws Exception {
        most = 2L * MEGA;
        loader.load(server(), rows(3, "x".repeat(MEGA + MEGA / 2)));
        assertThat(statements).hasSize(3);

        assertThatThrownBy(() -> loader.load(server(), rows(1, "語".repeat(MEGA))))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("the server no more than " + most);
        assertThat(statements).hasSize(3);
    }

    private Connection server() {
        return of(Connection.class, (self, method, args) -> switch (method.getName()) {
            case "prepareStatement" -> insert();
            case "createStatement" -> question();
            default -> null;
        });
    }

    private PreparedStatement insert() {
        long[] bytes = new long[1];
        return of(PreparedStatement.class, (self, method, args) -> {
            if (method.getName().startsWith("set")) {
                bytes[0] += args[1].toString().getBytes(UTF_8).length;
            } else if (method.getName().equals("executeUpdate")) {
                statements.add(bytes[0]);
                return 1;
            }
            return null;
        });
    }

    private Statement question() {
        return of(Statement.class, (self, method, args) -> {
            boolean asked = method.getName().equals("executeQuery");
            questions += asked ? 1 : 0;
            return asked ? answer() : null;
        });
    }

    private ResultSet answer() {
        return of(ResultSet.class, (self, method, args) -> switch (method.getName()) {
            case "next" -> true;
            case "getLong" -> most;
            default -> null;
        });
    }

    private static <T> T of(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.sink.jdbc.internal.dialect.Dialect;
import dev.shaduf.sink.jdbc.internal.table.TableName;
import dev.shaduf.spi.Recovery;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import dev.shaduf.time.BatchId;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Connections and tables of one output, in one JVM. */
public final class JdbcSinkSession<T> implements SinkSession<T> {
    private static final long FIRST_EPOCH = 1;

    private final Output output;
    private final String uid;

    private JdbcSinkSession(Output output, String uid) {
        this.output = output;
        this.uid = uid;
    }

    /**
     * Connects, creates what is missing, and refuses older runs from now on. A program that goes on from its checkpoint directory
     * waits for its database, as it does within batches; at the first start, one that cannot be reached was rather named wrongly.
     *
     * @throws ConfigurationException naming every fault of driver, table and columns
     * @throws SQLException if the database cannot be reached, or a newer run has taken over
     */
    public static <T> JdbcSinkSession<T> open(JdbcSettings settings, SinkContext context)
            throws SQLException, InterruptedException {
        Secrets secrets = settings.database().secrets();
        Connections connections = connect(settings, context, secrets);
        try {
            Dialect dialect = connections.dialect();
            Retry retry = new Retry(settings.sinkName(), dialect, context.clock(), settings.tuning(), secrets);
            Output output = retry.run("prepare its tables", () -> {
                try (Transaction transaction = Transaction.begin(connections)) {
                    Output prepared = prepare(settings, context, connections, retry, transaction.connection());
                    transaction.makeDurable();
                    return prepared;
                }
            });
            return new JdbcSinkSession<>(output, MarkKey.output(context.uid()));
        } catch (SQLException | InterruptedException | RuntimeException e) {
            connections.close();
            throw e;
        }
    }

    private static Connections connect(JdbcSettings settings, SinkContext context, Secrets secrets)
            throws SQLException, InterruptedException {
        Database database = settings.database();
        Tuning tuning = context.epoch() > FIRST_EPOCH
                ? settings.tuning()
                : settings.tuning().withoutRetries();
        Retry retry = new Retry(settings.sinkName(), database.expected(), context.clock(), tuning, secrets);
        return retry.run(
                "connect to " + database, () -> Connections.open(settings.sinkName(), database, settings.tuning()));
    }

    private static Output prepare(
            JdbcSettings settings, SinkContext context, Connections connections, Retry retry, Connection connection)
            throws SQLException {
        Dialect dialect = connections.dialect();
        Schema schema = new Schema(dialect);
        Plans plans = new Plans(settings, dialect);
        plans.check(connection);
        Optional<Fence> fence =
                settings.isExactlyOnce() ? Optional.of(fence(settings, context, schema, connection)) : Optional.empty();
        Optional<DeadLetters> deadLetters = Optional.empty();
        if (settings.deadLetterTable().isPresent()) {
            OwnTable own = new DeadLetters(dialect, settings.deadLetterTable().get()).definition();
            TableName name = schema.findOrCreate(connection, own).name();
            if (settings.isExactlyOnce()) {
                refuseIfForgetful(settings, dialect, connection, name);
            }
            deadLetters = Optional.of(new DeadLetters(dialect, name));
        }
        return new Output(settings, dialect, connections, retry, plans, fence, deadLetters);
    }

    private static Fence fence(JdbcSettings settings, SinkContext context, Schema schema, Connection connection)
            throws SQLException {
        Dialect dialect = schema.dialect();
        TableName name = schema.findOrCreate(connection, new Marks(dialect, settings.marks()).definition())
                .name();
        refuseIfForgetful(settings, dialect, connection, name);
        MarkKey run =
                new MarkKey(context.stream().toString(), MarkKey.output(context.uid()), MarkKey.RUN, MarkKey.WHOLE);
        Fence fence = new Fence(new Marks(dialect, name), run, context.epoch());
        fence.raise(connection);
        return fence;
    }

    private static void refuseIfForgetful(JdbcSettings settings, Dialect dialect, Connection connection, TableName name)
            throws SQLException {
        Optional<String> fault = dialect.transactionFault(connection, name);
        if (fault.isPresent()) {
            throw new ConfigurationException("sink " + settings.sinkName(), List.of(fault.get()));
        }
    }

    @Override
    public SinkWriter<T> writer(SinkBatch batch, int partition, int attempt) {
        return new PartitionWriter<>(output, MarkKey.of(batch, uid, partition));
    }

    /** Marks the batch as a whole; its partitions have committed already. */
    @Override
    public void commit(SinkBatch batch, List<Serializable> commits) throws Exception {
        if (output.fence().isEmpty()) {
            return;
        }
        MarkKey whole = MarkKey.of(batch, uid, MarkKey.WHOLE);
        output.retry().run("commit " + whole, () -> {
            try (Transaction transaction = Transaction.begin(output.connections())) {
                boolean isNew = output.fence().get().enter(transaction.connection(), whole);
                if (isNew) {
                    transaction.commit();
                } else {
                    transaction.makeDurable();
                }
                return isNew;
            }
        });
    }

    @Override
    public Recovery recover(SinkBatch batch) throws Exception {
        if (output.fence().isEmpty()) {
            return Recovery.UNKNOWN;
        }
        MarkKey whole = MarkKey.of(batch, uid, MarkKey.WHOLE);
        return output.retry().run("ask about " + whole, () -> {
            try (Transaction transaction = Transaction.begin(output.connections())) {
                boolean marked = output.fence().get().isMarked(transaction.connection(), whole);
                transaction.makeDurable();
                return marked ? Recovery.COMMITTED : Recovery.NOT_COMMITTED;
            }
        });
    }

    @Override
    public void prune(BatchId horizon) throws Exception {
        if (output.fence().isEmpty()) {
            return;
        }
        MarkKey key = new MarkKey(horizon.stream().toString(), uid, horizon.number(), MarkKey.WHOLE);
        output.retry().run("prune marks", () -> {
            try (Transaction transaction = Transaction.begin(output.connections())) {
                int pruned = output.fence().get().prune(transaction.connection(), key);
                transaction.commit();
                return pruned;
            }
        });
    }

    @Override
    public void close() {
        output.connections().close();
    }
}

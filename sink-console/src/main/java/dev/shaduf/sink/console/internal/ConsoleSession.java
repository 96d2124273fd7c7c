// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.console.internal;

import dev.shaduf.spi.Recovery;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import dev.shaduf.time.BatchId;
import java.io.PrintStream;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Shows batches. What an earlier process has shown, nobody knows. */
public final class ConsoleSession implements SinkSession<Object> {
    private final Look look;
    private final String title;
    private final Set<BatchId> shown = new HashSet<>();

    public ConsoleSession(Look look, String title) {
        this.look = look;
        this.title = title;
    }

    @Override
    public SinkWriter<Object> writer(SinkBatch batch, int partition, int attempt) {
        return new ConsoleWriter(look);
    }

    @Override
    public synchronized void commit(SinkBatch batch, List<Serializable> commits) {
        if (!shown.add(batch.id())) {
            return;
        }
        List<Map<String, Cell>> rows = new ArrayList<>();
        long count = 0;
        for (Serializable commit : commits) {
            Rows partition = (Rows) commit;
            count += partition.count();
            partition.rows().stream().limit(look.rows() - rows.size()).forEach(rows::add);
        }
        if (count > 0 || look.emptyBatches()) {
            show(page(batch, rows, count));
        }
    }

    private String page(SinkBatch batch, List<Map<String, Cell>> rows, long count) {
        List<String> lines = new ArrayList<>();
        Instant time = Instant.ofEpochMilli(batch.time().milliseconds());
        lines.add(title + ", batch " + batch.id().number() + " at " + time);
        if (rows.isEmpty()) {
            lines.add("no rows");
        } else {
            lines.addAll(new Table(rows, look.width()).lines());
        }
        if (count > rows.size()) {
            lines.add("\u2026 " + (count - rows.size()) + " more");
        }
        String end = System.lineSeparator();
        return String.join(end, lines) + end + end;
    }

    /** In one piece, so that tables of several threads do not mix. */
    private static void show(String page) {
        // checkstyle: allow Console, because the console is where this sink writes
        PrintStream console = System.out;
        console.print(page);
        console.flush();
    }

    @Override
    public synchronized Recovery recover(SinkBatch batch) {
        return shown.contains(batch.id()) ? Recovery.COMMITTED : Recovery.UNKNOWN;
    }

    @Override
    public synchronized void prune(BatchId horizon) {
        shown.removeIf(batch -> batch.stream().equals(horizon.stream()) && batch.number() < horizon.number());
    }

    @Override
    public void close() {}
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import java.io.Serializable;
import java.util.List;

/**
 * A replayable input: it plans ranges, and the same range yields the same records whenever and wherever it is read. The
 * description is immutable and serializable; what holds connections is the {@link SourcePlanner} on the driver and the
 * {@link SourceReader} in tasks.
 *
 * <p>Life cycle, in order:
 * <ol>
 *   <li>{@link #open} once per start, on the driver.</li>
 *   <li>{@link SourcePlanner#restore(SourceRange)} with the last planned range, or
 *       {@link SourcePlanner#restore(Serializable, List)} with its memory, when there is one.</li>
 *   <li>{@link SourcePlanner#plan} once per batch, on the planning thread. The range is journaled before it is read.</li>
 *   <li>{@link #splits} whenever the range is run, also again after a restart: a pure function of the range and of the
 *       partition count in the journaled layout.</li>
 *   <li>{@link #reader} once per attempt of a split, on any thread of any JVM.</li>
 *   <li>{@link SourcePlanner#committed} after the batch is durably completed, in order of the batches;
 *       {@link SourcePlanner#released} when neither a window nor a restart reads the range again.</li>
 *   <li>{@link SourcePlanner#close} at stop.</li>
 * </ol>
 *
 * <p>A whole source: <!-- program: examples/src/main/java/dev/shaduf/examples/connector/NumbersSource.java -->
 * <pre>{@code
 * public record NumbersSource(String file, long perBatch)
 *         implements Source<Long, NumbersSource.Numbers, NumbersSource.Numbers> {
 *     // Places in the file: the first, and the one behind the last.
 *     public record Numbers(long from, long until) implements SourceRange, Serializable {
 *         @Override
 *         public long records() {
 *             return until - from;
 *         }
 *
 *         @Override
 *         public String describe() {
 *             return from + " to " + (until - 1);
 *         }
 *     }
 *
 *     @Override
 *     public String name() {
 *         return "numbers";
 *     }
 *
 *     @Override
 *     public SourcePlanner<Numbers> open(SourceContext context) {
 *         return new Planner(Path.of(file));
 *     }
 *
 *     @Override
 *     public List<Numbers> splits(Numbers range, int layout) {
 *         long count = layout == 0 ? Math.min(2, range.records()) : layout;
 *         List<Numbers> splits = new ArrayList<>();
 *         for (long i = 0; i < count; i++) {
 *             long from = range.from() + range.records() * i / count;
 *             splits.add(new Numbers(from, range.from() + range.records() * (i + 1) / count));
 *         }
 *         return splits;
 *     }
 *
 *     @Override
 *     public SourceReader<Long> reader(Numbers split) throws IOException {
 *         return new Reader(Path.of(file), split);
 *     }
 *
 *     private final class Planner implements SourcePlanner<Numbers> {
 *         private final Path path;
 *         private long next;
 *
 *         Planner(Path path) {
 *             this.path = path;
 *         }
 *
 *         @Override
 *         public void restore(Numbers last) {
 *             next = last.until();
 *         }
 *
 *         @Override
 *         public Optional<Numbers> plan(ReadLimit limit) throws IOException {
 *             long arrived = Files.size(path) / Long.BYTES - next;
 *             long count = Math.min(Math.min(perBatch, limit.records()), arrived);
 *             if (count <= 0) {
 *                 return Optional.empty();
 *             }
 *             next += count;
 *             return Optional.of(new Numbers(next - count, next));
 *         }
 *
 *         @Override
 *         public void close() {}
 *     }
 *
 *     private static final class Reader implements SourceReader<Long> {
 *         private final DataInputStream in;
 *         private long left;
 *
 *         Reader(Path path, Numbers split) throws IOException {
 *             in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)));
 *             in.skipNBytes(split.from() * Long.BYTES);
 *             left = split.records();
 *         }
 *
 *         @Override
 *         public boolean read(RecordOutput<Long> output, int max) throws Exception {
 *             for (int i = 0; i < max && left > 0; i++) {
 *                 output.add(in.readLong());
 *                 left--;
 *             }
 *             return left > 0;
 *         }
 *
 *         @Override
 *         public void close() throws IOException {
 *             in.close();
 *         }
 *     }
 * }
 * }</pre>
 *
 * @param <T> the type of the records
 * @param <R> the type of its ranges
 * @param <S> the type of its splits
 */
public interface Source<T, R extends SourceRange, S extends Serializable> extends Serializable {
    /**
     * Names this source in logs, statistics and derived uids.
     *
     * @return such as {@code kafka(orders)}
     */
    String name();

    /**
     * Declares what this source promises.
     *
     * @return exactly once unless overridden, which is what replayable ranges give
     */
    default Guarantee promise() {
        return Guarantee.EXACTLY_ONCE;
    }

    /**
     * Opens the planning side.
     *
     * @param context what the planner may ask for
     * @return the planner
     * @throws Exception if the source cannot be reached or is misconfigured; {@code start()} then fails with it
     */
    SourcePlanner<R> open(SourceContext context) throws Exception;

    /**
     * Divides a range.
     *
     * @param range the range
     * @param layout the number of splits that the batch's layout gives this source; 0 when the source may choose, which
     *     is recorded
     * @return the splits, in order; each becomes a partition
     */
    List<S> splits(R range, int layout);

    /**
     * Opens a split.
     *
     * @param split the split
     * @return the reader, positioned at the first record
     * @throws Exception if the split cannot be read; the task fails
     */
    SourceReader<T> reader(S split) throws Exception;
}

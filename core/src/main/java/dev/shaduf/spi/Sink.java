// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import java.io.Serializable;

/**
 * Where the records of a stream go. The description is immutable and serializable; connections live in the
 * {@link SinkSession} that it opens.
 *
 * <p>Life cycle, in order:
 * <ol>
 *   <li>{@link #open} once per JVM that writes, and on the driver.</li>
 *   <li>On the driver, before a batch that may have been run before: {@link SinkSession#recover}.</li>
 *   <li>{@link SinkSession#writer} once per attempt of a partition; several attempts of one partition may run at the same
 *       time, in different JVMs. Records are written, then {@link SinkWriter#prepare} or {@link SinkWriter#abort}.</li>
 *   <li>On the driver, when every partition is prepared: {@link SinkSession#commit} with one commit per partition. It may
 *       be called again for the same batch.</li>
 *   <li>On the driver, now and then: {@link SinkSession#prune} with the horizon.</li>
 *   <li>{@link SinkSession#close} at stop.</li>
 * </ol>
 *
 * <p>A whole sink: <!-- program: examples/src/main/java/dev/shaduf/examples/connector/LogFileSink.java -->
 * <pre>{@code
 * public record LogFileSink(String directory) implements Sink<String> {
 *     @Override
 *     public String name() {
 *         return "log-file(" + directory + ")";
 *     }
 *
 *     @Override
 *     public Guarantee guarantee() {
 *         return Guarantee.EXACTLY_ONCE;
 *     }
 *
 *     @Override
 *     public SinkSession<String> open(SinkContext context) throws IOException {
 *         Path target = Path.of(directory);
 *         if (!Files.isDirectory(target)) {
 *             throw new IOException("sink " + name() + ": " + target.toAbsolutePath() + " is not a directory; create it");
 *         }
 *         return new Session(target, context.uid());
 *     }
 *
 *     private record Session(Path target, String uid) implements SinkSession<String> {
 *         @Override
 *         public SinkWriter<String> writer(SinkBatch batch, int partition, int attempt) throws IOException {
 *             return new Writer(target.resolve("." + name(batch) + "-" + partition + "-" + attempt));
 *         }
 *
 *         @Override
 *         public void commit(SinkBatch batch, List<Serializable> commits) throws IOException {
 *             if (recover(batch) == Recovery.COMMITTED) {
 *                 return;
 *             }
 *             Path whole = target.resolve("." + name(batch));
 *             try (OutputStream out = Files.newOutputStream(whole)) {
 *                 for (Serializable commit : commits) {
 *                     Files.copy(target.resolve((String) commit), out);
 *                 }
 *             }
 *             Files.move(whole, file(batch), StandardCopyOption.ATOMIC_MOVE);
 *             for (Serializable commit : commits) {
 *                 Files.deleteIfExists(target.resolve((String) commit));
 *             }
 *         }
 *
 *         @Override
 *         public Recovery recover(SinkBatch batch) {
 *             return Files.exists(file(batch)) ? Recovery.COMMITTED : Recovery.NOT_COMMITTED;
 *         }
 *
 *         @Override
 *         public void close() {}
 *
 *         private Path file(SinkBatch batch) {
 *             return target.resolve(name(batch) + ".txt");
 *         }
 *
 *         private String name(SinkBatch batch) {
 *             return uid + "-" + batch.id();
 *         }
 *     }
 *
 *     // Writes a hidden file; its name is the commit.
 *     private static final class Writer implements SinkWriter<String> {
 *         private final Path hidden;
 *         private final BufferedWriter out;
 *
 *         Writer(Path hidden) throws IOException {
 *             this.hidden = hidden;
 *             this.out = Files.newBufferedWriter(hidden);
 *         }
 *
 *         @Override
 *         public void write(String line) throws IOException {
 *             out.write(line);
 *             out.newLine();
 *         }
 *
 *         @Override
 *         public Serializable prepare() throws IOException {
 *             out.close();
 *             return hidden.getFileName().toString();
 *         }
 *
 *         @Override
 *         public void abort() {
 *             try {
 *                 out.close();
 *                 Files.deleteIfExists(hidden);
 *             } catch (IOException e) {
 *                 // The hidden file stays; nobody reads it, and the next attempt has another name.
 *             }
 *         }
 *     }
 * }
 * }</pre>
 *
 * @param <T> the type of the records
 */
public interface Sink<T> extends Serializable {
    /**
     * Names this sink in logs and statistics.
     *
     * @return such as {@code jdbc(page_counts)}
     */
    String name();

    /**
     * Declares what this sink reaches when its input is replayed.
     *
     * @return the guarantee
     */
    Guarantee guarantee();

    /**
     * Declares where its commit happens.
     *
     * @return per batch unless overridden
     */
    default CommitMode commitMode() {
        return CommitMode.PER_BATCH;
    }

    /**
     * Tells whether all writers of a batch must work in the JVM that commits it, because what they prepare stays in its
     * memory. An engine that runs tasks elsewhere refuses such a sink at the start.
     *
     * @return false unless overridden
     */
    default boolean oneJvm() {
        return false;
    }

    /**
     * Tells whether this sink is for people to look at, and counts in no guarantee: a program that asks for exactly once may
     * have it all the same, and after a restart it is never asked what it has shown.
     *
     * @return false unless overridden
     */
    default boolean console() {
        return false;
    }

    /**
     * Opens a session.
     *
     * @param context what the session may ask for
     * @return the session
     * @throws Exception if the target cannot be reached or is misconfigured
     */
    SinkSession<T> open(SinkContext context) throws Exception;
}

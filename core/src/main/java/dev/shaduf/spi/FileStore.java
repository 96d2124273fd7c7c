// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/**
 * Files under one URI scheme, as far as streams need them: list, read, write under a hidden name, publish, delete. Found
 * by {@code ServiceLoader}; {@code file:} is built in. Safe for use by many threads.
 */
public interface FileStore {
    /**
     * Finds the store of a path's scheme among those on the class path.
     *
     * @param path the path, with its scheme
     * @return the store
     * @throws IllegalArgumentException if there is none; the message names the schemes found and the artifact to add
     */
    static FileStore of(URI path) {
        String scheme = String.valueOf(path.getScheme());
        Set<String> found = new TreeSet<>();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        for (FileStore store :
                ServiceLoader.load(FileStore.class, loader == null ? FileStore.class.getClassLoader() : loader)) {
            if (store.scheme().equalsIgnoreCase(scheme)) {
                return store;
            }
            found.add(store.scheme());
        }
        throw new IllegalArgumentException("no file store for '" + scheme + ":' of path '" + path + "'; found are "
                + found + "; hdfs:, s3a: and others come with the artifact shaduf-hadoop");
    }

    /**
     * Returns the URI scheme served.
     *
     * @return such as {@code file}
     */
    String scheme();

    /**
     * Lists the files and directories in a directory.
     *
     * @param directory the directory
     * @return its entries, in no particular order; empty if the directory does not exist
     * @throws IOException if it cannot be read
     */
    List<FileEntry> list(URI directory) throws IOException;

    /**
     * Opens a file for reading.
     *
     * @param file the file
     * @param offset the first byte to read
     * @return a stream from there to the end
     * @throws IOException if it cannot be opened
     */
    InputStream read(URI file, long offset) throws IOException;

    /**
     * Creates a file, and its directories, for writing; an existing one is replaced.
     *
     * @param file the file
     * @return a stream whose {@code close} makes the content durable
     * @throws IOException if it cannot be created
     */
    OutputStream create(URI file) throws IOException;

    /**
     * Moves a file or directory to a name that does not exist, atomically.
     *
     * @param from the present name
     * @param to the new name
     * @return false if the new name exists already, and nothing was changed
     * @throws IOException if it cannot be moved
     */
    boolean publish(URI from, URI to) throws IOException;

    /**
     * Tells whether a file or directory exists.
     *
     * @param path the path
     * @return whether it does
     * @throws IOException if that cannot be told
     */
    boolean exists(URI path) throws IOException;

    /**
     * Deletes a file, or a directory with everything in it; one that does not exist is no error.
     *
     * @param path the path
     * @throws IOException if it cannot be deleted
     */
    void delete(URI path) throws IOException;
}

// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Files under one URI scheme, as far as streams need them: list, read, write under a hidden name, publish, delete. Found
 * by {@code ServiceLoader}; {@code file:} is built in. Safe for use by many threads. The rules that an implementation must
 * keep are numbered in {@code docs/contracts/file-store.md}; {@code FileStoreContract} of the test kit checks them.
 */
public interface FileStore {
    /**
     * Finds the store of a path's scheme among those on the class path.
     *
     * @param path the path, with its scheme
     * @return the store
     * @throws IllegalArgumentException if there is none; the message names the schemes found
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
                + found + "; register a FileStore of that scheme in META-INF/services/" + FileStore.class.getName());
    }

    /**
     * Makes a URI of a path as people write it. What a URI cannot hold is escaped, so that any name works; names that only look the
     * same stay different.
     *
     * @param path a path of this machine, or one that begins with a scheme of at least two letters; nothing in it counts as escaped
     * @return an absolute URI of ASCII characters
     * @throws IllegalArgumentException if it is no path
     */
    static URI uri(String path) {
        return PathText.uri(path);
    }

    /**
     * Escapes a name as in a URI.
     *
     * @param name a name, or names with slashes between
     * @return the name in ASCII characters
     * @throws IllegalArgumentException if it is no name
     */
    static String escaped(String name) {
        return PathText.escaped("/" + name).substring(1);
    }

    /** Takes entries of a directory. */
    @FunctionalInterface
    interface EntryConsumer {
        /**
         * Takes an entry.
         *
         * @param entry the entry
         * @throws IOException to end the walk
         */
        void accept(FileEntry entry) throws IOException;
    }

    /**
     * Returns the URI scheme served.
     *
     * @return such as {@code file}
     */
    String scheme();

    /**
     * Walks over the files and directories in a directory, in no particular order, holding few of them at a time. An entry
     * that appears or goes meanwhile may be met or not; every other one is met once.
     *
     * @param directory the directory
     * @param names decides by the name which entries are wanted; what is not costs no look at its length and time. Names
     *     are given as in a URI, with everything but plain characters escaped, so that different names stay different
     * @param entries takes the entries wanted; what it throws ends the walk and passes through
     * @return false if the directory does not exist
     * @throws IOException if it cannot be read to its end
     */
    boolean list(URI directory, Predicate<String> names, EntryConsumer entries) throws IOException;

    /**
     * Lists the files and directories in a directory.
     *
     * @param directory the directory
     * @return its entries, in no particular order; empty if the directory does not exist
     * @throws IOException if it cannot be read
     */
    default List<FileEntry> list(URI directory) throws IOException {
        List<FileEntry> entries = new ArrayList<>();
        list(directory, name -> true, entries::add);
        return entries;
    }

    /**
     * Looks at a file or directory.
     *
     * @param path the path; of a link, what it leads to is looked at
     * @return what is there; empty if nothing is, or a link that leads nowhere
     * @throws IOException if that cannot be told
     */
    Optional<FileEntry> find(URI path) throws IOException;

    /**
     * Follows the links in a path.
     *
     * @param path the path of something that exists
     * @return its path without links; the same for two paths that lead to the same directory
     * @throws IOException if it does not exist or cannot be told
     */
    URI resolve(URI path) throws IOException;

    /**
     * Opens a file for reading.
     *
     * @param file the file
     * @param offset the first byte to read, from 0; at or behind the end there is nothing to read
     * @return a stream from there to the end, not buffered
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
     * Deletes a file, or a directory with everything in it; one that does not exist is no error. Of a link, the link goes
     * and what it leads to stays. After a loss of power what was deleted may be there again.
     *
     * @param path the path
     * @throws IOException if it cannot be deleted
     */
    void delete(URI path) throws IOException;
}

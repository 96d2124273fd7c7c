// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.dstream;

/**
 * The stream of what a receiver takes in.
 *
 * @param <T> the type of the records
 */
public interface ReceiverInputDStream<T> extends InputDStream<T> {}

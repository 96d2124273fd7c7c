// SPDX-License-Identifier: Apache-2.0
/**
 * Values as bytes that a later version of the program can read: {@link dev.shaduf.engine.codec.Codecs} makes an
 * {@link dev.shaduf.engine.codec.Encoder} per chunk, a {@link dev.shaduf.engine.codec.Decoder} reads it. A chunk stands alone: it
 * names each class once, records with their components, so that what a class has since gained or lost is seen on reading.
 * {@link dev.shaduf.engine.codec.RecordSize} says what values take in memory.
 */
@NullMarked
package dev.shaduf.engine.codec;

import org.jspecify.annotations.NullMarked;

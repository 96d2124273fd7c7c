// SPDX-License-Identifier: Apache-2.0
/**
 * Avro values as producers with a schema registry write them: serializers and deserializers for the sources and sinks of
 * Kafka, and a client of the registry.
 */
@NullMarked
package dev.shaduf.format.avro;

import org.jspecify.annotations.NullMarked;

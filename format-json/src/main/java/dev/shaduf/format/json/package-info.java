// SPDX-License-Identifier: Apache-2.0
/** JSON values: serializers and deserializers for the sources and sinks of Kafka. */
@NullMarked
package dev.shaduf.format.json;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * The contracts of {@code docs/contracts} as tests: extend {@link dev.shaduf.testkit.contract.ReceiverContract}, {@link
 * dev.shaduf.testkit.contract.SourceContract} or {@link dev.shaduf.testkit.contract.SinkContract} to prove a connector, {@link
 * dev.shaduf.testkit.contract.CheckpointStoreContract} or {@link dev.shaduf.testkit.contract.FileStoreContract} to prove a
 * store. A test is named after the rule that it shows.
 */
@NullMarked
package dev.shaduf.testkit.contract;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * Random graphs of streams over random input, run by the product and compared, batch by batch, with a model that computes
 * everything from the whole history with plain collections.
 */
package dev.shaduf.model;

/**
 * Reference vectors for single operations, computed in double precision by an independent implementation and rounded
 * once to float32. Start at {@link dev.cnnc.runtime.reference.ReferenceCases}.
 */
package dev.cnnc.runtime.reference;

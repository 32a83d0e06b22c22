/**
 * Tests of the operations. {@link dev.cnnc.runtime.op.Subjects} lists them behind one interface, so that what holds for
 * every operation is tested on every operation; {@link dev.cnnc.runtime.op.TestBench} gives them their memory.
 */
package dev.cnnc.runtime.op;

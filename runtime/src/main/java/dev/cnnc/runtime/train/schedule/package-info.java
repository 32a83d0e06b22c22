/**
 * How the learning rate changes during a training. {@link dev.cnnc.runtime.train.schedule.Schedule} lists the kinds,
 * each of which is one file; {@link dev.cnnc.runtime.train.schedule.Progress} is all that they may look at, so that a
 * training which goes on from a file takes the same rates.
 */
package dev.cnnc.runtime.train.schedule;

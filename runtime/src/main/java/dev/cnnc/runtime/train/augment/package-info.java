/**
 * Random changes of training images. Each kind is a record with its settings that knows how to change one image; a new
 * one is a record beside the others, named in {@link dev.cnnc.runtime.train.augment.Augment}, and its words in the
 * compiler. {@link dev.cnnc.runtime.train.augment.Augmentation} applies several, one after another.
 */
package dev.cnnc.runtime.train.augment;

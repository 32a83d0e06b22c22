/**
 * Labelled images: {@link dev.cnnc.runtime.data.Dataset} is what training and evaluation read, and
 * {@link dev.cnnc.runtime.data.DataSource} finds out which reader a path needs: IDX files, a folder a class, or CSV.
 * Files come from anywhere, so every size in them is checked before memory is taken for it, and everything wrong with
 * them is a {@link dev.cnnc.runtime.CnncException} that names the file and the place.
 */
package dev.cnnc.runtime.data;

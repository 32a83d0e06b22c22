/**
 * Drawing: numbers to colours, tiles to mosaics, captions in a font of its own (a Java without fonts is common on
 * servers, and a picture should be the same everywhere), PNG files.
 *
 * <p>Start with {@link dev.cnnc.compiler.picture.Plane} and {@link dev.cnnc.compiler.picture.Mosaic}.
 */
package dev.cnnc.compiler.picture;

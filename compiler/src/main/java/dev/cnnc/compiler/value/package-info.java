/** The values of the language's expressions: whole numbers, reals, sizes, texts, truths, lists, words and records. */
package dev.cnnc.compiler.value;

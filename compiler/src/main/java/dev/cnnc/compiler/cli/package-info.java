/**
 * The command line: {@link dev.cnnc.compiler.cli.Cnnc} and one class for each command.
 *
 * <p>Results go to standard output, everything else to standard error. Exit codes: 0 done, 1 failed, 2 wrong input or
 * usage, 130 interrupted. What several commands take is a mixin: {@link dev.cnnc.compiler.cli.ModelSource},
 * {@link dev.cnnc.compiler.cli.ImagesSource}, {@link dev.cnnc.compiler.cli.Threads}.
 */
package dev.cnnc.compiler.cli;

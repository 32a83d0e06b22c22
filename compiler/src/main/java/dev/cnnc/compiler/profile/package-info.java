/**
 * Where the time of a network goes, layer by layer: the same programs that a compiled jar runs, with a clock between
 * their layers. Start with {@link dev.cnnc.compiler.profile.Profiler}.
 */
package dev.cnnc.compiler.profile;

/**
 * From source to something that runs: javac in memory, a class loader for trying a network at once, and the jar that
 * carries the network and the runtime it needs.
 */
package dev.cnnc.compiler.jar;

/** Many threads that ask cnnc's predictors at the same time, as those of a server do. */
package dev.cnnc.bench.server;

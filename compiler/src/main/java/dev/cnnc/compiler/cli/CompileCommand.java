package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.Compilation;
import dev.cnnc.compiler.CompilerOptions;
import dev.cnnc.compiler.report.Amounts;
import dev.cnnc.compiler.report.Summary;
import dev.cnnc.compiler.report.SummaryFormat;
import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cnnc compile}. */
@Command(
        name = "compile",
        description = "Compiles a .cnn file to a jar that trains and predicts by itself.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  cnnc compile lenet5.cnn -o lenet5.jar",
            "  cnnc compile lenet5.cnn --weights lenet5.safetensors -o lenet5.jar",
            "  cnnc compile lenet5.cnn --weights lenet5.safetensors --until dense2 -o features.jar",
            "  java --add-modules jdk.incubator.vector -jar lenet5.jar predict shoe.png",
            "  cnnc compile lenet5.cnn --sources src/main/java --package com.example --class Shoes"
        })
final class CompileCommand implements Callable<Integer> {

    private static final int SUMMARY_COLUMNS = 80;

    @Mixin
    private ModelSource model;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "JAR",
            description = "The jar to write (default: the model's name with .jar,"
                    + " unless --sources or --explain is given).")
    private Path jar;

    @Option(names = "--weights", paramLabel = "FILE", description = "Trained weights to put into the jar.")
    private Path weights;

    @Option(
            names = "--until",
            paramLabel = "LAYER",
            description = "End the network behind this layer, or the last one of this scope: the jar gives its values,"
                    + " the features.")
    private String until;

    @Option(names = "--sources", paramLabel = "DIR", description = "Write the generated Java there.")
    private Path sources;

    @Option(
            names = "--package",
            paramLabel = "P",
            description = "Package of the generated class (default: cnnc.models).")
    private String packageName = "";

    @Option(
            names = "--class",
            paramLabel = "C",
            description = "Name of the generated class (default: that of the model).")
    private String className = "";

    @Option(
            names = "--explain",
            description = "Print the graph after each pass, what lowering decided, and the memory plan.")
    private boolean explain;

    private final Console console;

    CompileCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Path target = jar != null || sources != null || explain ? jar : Path.of(model.baseName() + ".jar");
        if (target != null) {
            OutputFile.requireWritable(target);
        }
        CompilerOptions options =
                CompilerOptions.defaults().withPackageName(packageName).withClassName(className);
        Compilation compilation = model.compile(until == null ? options : options.withUntil(until), console);
        if (explain) {
            console.out().println(compilation.explain());
        }
        if (sources != null) {
            compilation.writeSources(sources);
            compilation.sources().keySet().forEach(name -> console.err().println("wrote " + sources.resolve(name)));
        }
        if (target != null) {
            writeJar(compilation, target, weights(compilation.info()), console);
        }
        return ExitCode.DONE;
    }

    private Optional<Weights> weights(ModelInfo info) {
        return Optional.ofNullable(weights)
                .map(file -> until == null ? Weights.load(info, file) : Weights.loadPart(info, file));
    }

    static void writeJar(Compilation compilation, Path target, Optional<Weights> packed, Console console)
            throws IOException {
        String summary =
                SummaryFormat.TABLE.print(Summary.of(compilation.info(), 1, Summary.UNFOLDED), SUMMARY_COLUMNS, false);
        compilation.writeJar(target, summary, packed);
        console.err().println("wrote " + target + " (" + Amounts.bytes(Files.size(target)) + ", class "
                + compilation.className() + (packed.isPresent() ? ", with weights)" : ")"));
    }
}

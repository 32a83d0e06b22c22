package dev.cnnc.compiler;

import dev.cnnc.compiler.codegen.ClassNames;
import dev.cnnc.compiler.codegen.JavaGenerator;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.elaborate.Elaborator;
import dev.cnnc.compiler.elaborate.FileSourceLoader;
import dev.cnnc.compiler.elaborate.Network;
import dev.cnnc.compiler.elaborate.SourceReader;
import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.infer.ShapeInference;
import dev.cnnc.compiler.jar.InMemoryJavac;
import dev.cnnc.compiler.lint.LintSubject;
import dev.cnnc.compiler.lint.Lints;
import dev.cnnc.compiler.lower.Lowering;
import dev.cnnc.compiler.lower.Program;
import dev.cnnc.compiler.observe.ObservedNetwork;
import dev.cnnc.compiler.pass.Passes;
import dev.cnnc.compiler.pass.Passes.Stage;
import dev.cnnc.compiler.pass.RemoveDeadNodes;
import dev.cnnc.compiler.plan.ParameterTable;
import dev.cnnc.compiler.plan.PlannedProgram;
import dev.cnnc.compiler.plan.SizeLimits;
import dev.cnnc.compiler.profile.Profiler;
import dev.cnnc.grammar.tree.Declaration;
import dev.cnnc.grammar.tree.ModelFile;
import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From a {@code .cnn} file to a class that trains and predicts. Holds nothing; safe for use by several threads. */
public final class Compiler {

    private Compiler() {}

    /**
     * Reads and checks a model, and reports all errors at once.
     *
     * @throws CnncException if the file cannot be read
     */
    public static Outcome<CheckedModel> check(Path file, CompilerOptions options) {
        Diagnostics diagnostics = new Diagnostics();
        return new Outcome<>(check(file, options, diagnostics), diagnostics.all());
    }

    /**
     * The same for any file: one that declares blocks and no model is right if it can be read and so can its imports.
     *
     * @throws CnncException if the file cannot be read
     */
    public static Outcome<CheckedFile> checkFile(Path file, CompilerOptions options) {
        Diagnostics diagnostics = new Diagnostics();
        FileSourceLoader loader = open(file);
        Optional<ModelFile> blocks = SourceReader.read(loader.root(), new Diagnostics()).filter(Compiler::holdsBlocks);
        Optional<CheckedFile> checked = blocks.isPresent()
                ? checkBlocks(blocks.get(), new Elaborator(loader, diagnostics), diagnostics)
                : check(loader, options, diagnostics).map(CheckedFile.class::cast);
        return new Outcome<>(checked, diagnostics.all());
    }

    private static boolean holdsBlocks(ModelFile file) {
        return file.declarations().stream().noneMatch(Declaration.Model.class::isInstance)
                && file.declarations().stream().anyMatch(Declaration.Block.class::isInstance);
    }

    private static Optional<CheckedFile> checkBlocks(ModelFile file, Elaborator elaborator, Diagnostics diagnostics) {
        elaborator.declare(file);
        long blocks = file.declarations().stream().filter(Declaration.Block.class::isInstance).count();
        return diagnostics.hasErrors() ? Optional.empty() : Optional.of(new CheckedBlocks(Math.toIntExact(blocks)));
    }

    /** What the compiled model would know about itself, memory included, without generating code. */
    public static Outcome<ModelInfo> info(Path file, CompilerOptions options) {
        Diagnostics diagnostics = new Diagnostics();
        Optional<ModelInfo> info = check(file, options, diagnostics)
                .flatMap(model -> plan(model, options, diagnostics))
                .map(Planned::info);
        return new Outcome<>(info, diagnostics.all());
    }

    /**
     * Compiles a model.
     *
     * @throws CnncException if the file cannot be read, this Java has no compiler, or the options name no valid class
     */
    public static Outcome<Compilation> compile(Path file, CompilerOptions options) {
        Diagnostics diagnostics = new Diagnostics();
        Optional<Compilation> compilation = check(file, options, diagnostics)
                .flatMap(model -> plan(model, options, diagnostics))
                .map(planned -> generate(planned, options));
        return new Outcome<>(compilation, diagnostics.all());
    }

    /** A model whose layers can be looked at while it runs; needs no Java compiler. */
    public static Outcome<ObservedNetwork> observe(Path file, CompilerOptions options) {
        Diagnostics diagnostics = new Diagnostics();
        Optional<ObservedNetwork> network = check(file, options, diagnostics)
                .flatMap(model -> plan(model, options, diagnostics))
                .map(planned -> new ObservedNetwork(planned.info(), planned.graph(), planned.parameters()));
        return new Outcome<>(network, diagnostics.all());
    }

    /** What times the layers of a model as its jar would run them; needs no Java compiler. */
    public static Outcome<Profiler> profiler(Path file, CompilerOptions options) {
        Diagnostics diagnostics = new Diagnostics();
        Optional<Profiler> profiler = check(file, options, diagnostics)
                .flatMap(model -> plan(model, options, diagnostics))
                .map(it -> new Profiler(it.info(), it.parameters(), it.inference(), it.training()));
        return new Outcome<>(profiler, diagnostics.all());
    }

    /**
     * The text of a model's file and of all that it imports, by path within the model's folder.
     *
     * @throws CnncException if the file cannot be read
     */
    public static Map<Path, String> sources(Path file, CompilerOptions options) {
        FileSourceLoader loader = open(file);
        check(loader, options, new Diagnostics());
        return loader.texts();
    }

    private static Optional<CheckedModel> check(Path file, CompilerOptions options, Diagnostics diagnostics) {
        return check(open(file), options, diagnostics);
    }

    private static Optional<CheckedModel> check(
            FileSourceLoader loader, CompilerOptions options, Diagnostics diagnostics) {
        Optional<ModelFile> tree = SourceReader.read(loader.root(), diagnostics);
        Optional<Network> network = tree
                .flatMap(it -> new Elaborator(loader, diagnostics).elaborate(it, options.parameters()))
                .flatMap(it -> InputSize.fix(it, options.inputSize(), diagnostics))
                .map(it -> WeightPatterns.override(it, options.freeze()));
        Optional<Graph> graph = network.flatMap(it -> new ShapeInference(diagnostics).infer(it));
        graph.ifPresent(it -> WeightPatterns.check(network.orElseThrow(), it, diagnostics));
        graph.ifPresent(it -> Lints.report(new LintSubject(tree.orElseThrow(), it), options.warnings(), diagnostics));
        if (diagnostics.hasErrors()) {
            return Optional.empty();
        }
        Optional<CheckedModel> model = graph.map(it -> new CheckedModel(network.orElseThrow(), it));
        return options.until().isEmpty()
                ? model
                : model.flatMap(it -> FeatureExtractor.upTo(options.until().get(), it, diagnostics));
    }

    private static FileSourceLoader open(Path file) {
        try {
            return FileSourceLoader.open(file);
        } catch (IOException e) {
            throw new CnncException("cannot read " + file + ": " + AtomicFile.reason(e), e);
        }
    }

    /** The network through passes, lowering and planning, once for predictions and once for training. */
    private record Planned(
            Graph graph,
            ParameterTable parameters,
            List<Stage> inferenceStages,
            PlannedProgram inference,
            List<Stage> trainingStages,
            PlannedProgram training,
            ModelInfo info) {}

    private static Optional<Planned> plan(CheckedModel model, CompilerOptions options, Diagnostics diagnostics) {
        Network network = model.network();
        // A layer that nothing depends on has no weights to learn either.
        Graph graph = new RemoveDeadNodes().apply(model.graph());
        SizeLimits.check(graph, diagnostics);
        if (diagnostics.hasErrors()) {
            return Optional.empty();
        }
        List<Stage> inferenceStages = Passes.run(Passes.inference(options.exact()), graph);
        List<Stage> trainingStages = Passes.run(
                Passes.training(network.train(), options.exact(), options.recompute()), graph);
        PlannedProgram inference = PlannedProgram.of(Lowering.inference(last(inferenceStages)));
        Program step = Lowering.training(last(trainingStages), network.train().labelSmoothing());
        PlannedProgram training = options.recompute() ? PlannedProgram.recomputing(step) : PlannedProgram.of(step);
        SizeLimits.check(inference.arena(), graph, "a prediction", diagnostics);
        SizeLimits.check(training.arena(), graph, "a training step", diagnostics);
        if (diagnostics.hasErrors()) {
            return Optional.empty();
        }
        ParameterTable parameters = ParameterTable.of(graph);
        ModelInfo info = ModelDescription.of(network, graph, parameters, inference, training);
        return Optional.of(
                new Planned(graph, parameters, inferenceStages, inference, trainingStages, training, info));
    }

    private static Graph last(List<Stage> stages) {
        return stages.get(stages.size() - 1).graph();
    }

    private static Compilation generate(Planned planned, CompilerOptions options) {
        ClassNames names = ClassNames.of(options.packageName(), options.className(), planned.graph().name());
        String source = new JavaGenerator(
                        names, planned.graph(), planned.parameters(), planned.inference(), planned.training())
                .generate();
        Map<String, byte[]> classes = InMemoryJavac.compile(names.path() + ".java", source);
        return new Compilation(names, planned.info(), source, classes,
                () -> Explanation.of(planned.graph(), planned.inferenceStages(), planned.inference(),
                        planned.trainingStages(), planned.training()));
    }
}

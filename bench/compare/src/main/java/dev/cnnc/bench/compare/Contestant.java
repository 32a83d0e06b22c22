package dev.cnnc.bench.compare;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An engine with the settings of its process. The first is the one that the others are compared with. */
enum Contestant {
    CNNC("cnnc", "cnnc", "compare", "cnnc.CnncEngine", "cnnc-runtime", true,
            List.of("--add-modules", "jdk.incubator.vector"), Map.of()),
    ONNX_RUNTIME("onnxruntime", "ONNX Runtime", "onnxruntime", "onnxruntime.OnnxEngine", "onnxruntime", false,
            List.of(), Map.of()),
    LIBTORCH("libtorch", "libtorch", "libtorch", "libtorch.TorchEngine", "pytorch", true,
            List.of(), Map.of("OPENBLAS_NUM_THREADS", "1")),
    TENSORFLOW("tensorflow", "TensorFlow", "tensorflow", "tensorflow.TensorFlowEngine", "tensorflow-core-native", true,
            List.of(), Map.of("TF_CPP_MIN_LOG_LEVEL", "3")),
    DL4J("dl4j", "DL4J", "dl4j", "dl4j.Dl4jEngine", "deeplearning4j-nn", true,
            List.of("-Dorg.eclipse.deeplearning4j.helpers.disable=false"), Map.of("GOMP_SPINCOUNT", "0")),
    CNNC_AVX2("cnnc-avx2", "cnnc, AVX2", "compare", "cnnc.CnncEngine", "cnnc-runtime", true,
            List.of("--add-modules", "jdk.incubator.vector", "-XX:UseAVX=2"), Map.of()),
    CNNC_LOOPS("cnnc-loops", "cnnc, plain loops", "compare", "cnnc.CnncEngine", "cnnc-runtime", true,
            List.of(), Map.of()),
    CNNC_RECOMPUTE("cnnc-recompute", "cnnc, --recompute", "compare", "cnnc.CnncEngine", "cnnc-runtime", true,
            List.of("--add-modules", "jdk.incubator.vector", "-Dcnnc.bench.recompute=true"), Map.of());

    private static final Pattern VERSION = Pattern.compile("-(\\d[^/]*?)(-linux[^/]*)?\\.jar");

    private final String id;
    private final String title;
    private final String module;
    private final String engine;
    private final String artifact;
    private final boolean trains;
    private final List<String> flags;
    private final Map<String, String> environment;

    Contestant(String id, String title, String module, String engine, String artifact, boolean trains,
            List<String> flags, Map<String, String> environment) {
        this.id = id;
        this.title = title;
        this.module = module;
        this.engine = "dev.cnnc.bench." + engine;
        this.artifact = artifact;
        this.trains = trains;
        this.flags = flags;
        this.environment = environment;
    }

    /** What the command line calls it. */
    String id() {
        return id;
    }

    String title() {
        return title;
    }

    /** The class of its {@link dev.cnnc.bench.engine.Engine}. */
    String engine() {
        return engine;
    }

    boolean trains() {
        return trains;
    }

    boolean isCnnc() {
        return module.equals("compare");
    }

    /** Options for Java. */
    List<String> flags() {
        return flags;
    }

    /** Variables that its native libraries read. */
    Map<String, String> environment() {
        return environment;
    }

    /** All that building networks in the engine needs. */
    String workerClassPath(Path bench) throws IOException {
        return classPath(bench, "worker.classpath");
    }

    /** The jars that an application must ship which runs a network, for one platform. */
    List<Path> shipped(Path bench) throws IOException {
        return Arrays.stream(jars(bench, "engine.classpath").split(File.pathSeparator)).map(Path::of).toList();
    }

    /** What an application has that runs a network. */
    String applicationClassPath(Path bench) throws IOException {
        return classPath(bench, "engine.classpath") + File.pathSeparator + bench.resolve("compare/target/classes");
    }

    private String classPath(Path bench, String file) throws IOException {
        return bench.resolve(module).resolve("target/classes") + File.pathSeparator + jars(bench, file);
    }

    private String jars(Path bench, String file) throws IOException {
        return Files.readString(bench.resolve(module).resolve("target").resolve(file)).strip();
    }

    /** Whether its module has been built. */
    boolean isBuilt(Path bench) {
        return Files.exists(bench.resolve(module).resolve("target/worker.classpath"));
    }

    /** As its jar says. */
    String version(Path bench) throws IOException {
        String jar = Arrays.stream(jars(bench, "worker.classpath").split(File.pathSeparator))
                .filter(path -> Path.of(path).getFileName().toString().startsWith(artifact + "-"))
                .findFirst()
                .orElseThrow();
        Matcher matcher = VERSION.matcher(Path.of(jar).getFileName().toString());
        return matcher.find() ? matcher.group(1) : "";
    }

    static Contestant of(String id) {
        return Arrays.stream(values())
                .filter(contestant -> contestant.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no engine '" + id + "'; there are "
                        + Arrays.stream(values()).map(Contestant::id).collect(Collectors.joining(", "))));
    }
}

package dev.cnnc.runtime.kernel;

import java.lang.reflect.InvocationTargetException;
import java.util.function.Supplier;

/**
 * Picks the kernels: the Vector API's where its module is present, else plain loops, which give the same results more
 * slowly. The system property {@code cnnc.kernels} ({@code vector} or {@code loops}) overrules the choice.
 */
public final class KernelChoice {
    /** The system property that names the kernels. */
    public static final String PROPERTY = "cnnc.kernels";

    /** Multiply-accumulates that the plain loops have done before the vector kernels are compiled. */
    private static final long WORTH_COMPILING = 60_000_000_000L;

    private static final String VECTOR_MODULE = "jdk.incubator.vector";
    private static final String VECTOR_KERNELS = "dev.cnnc.runtime.kernel.vector.VectorKernels";

    private KernelChoice() {
    }

    /** The kernels for this JVM; always the same ones. Says on stderr, once, if the Vector API is not there. */
    public static Kernels best() {
        return Best.KERNELS;
    }

    /**
     * The kernels with which a process ends soonest that computes only so much: the JIT compiler has the plain loops
     * ready within some milliseconds, and the Vector API's tiles, which crawl until then, after a second or two. What
     * the user named with the property stays.
     *
     * @param macs multiply-accumulates of all that the process computes
     */
    public static Kernels forWork(long macs) {
        boolean chosen = !System.getProperty(PROPERTY, "").isEmpty();
        return chosen || macs > WORTH_COMPILING ? best() : loops();
    }

    /** Whether the Vector API's module is part of this JVM. */
    public static boolean vectorAvailable() {
        return ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent();
    }

    /**
     * @param name {@code vector} or {@code loops}
     * @throws IllegalArgumentException if there are none of that name, or if this JVM lacks what they need
     */
    public static Kernels named(String name) {
        switch (name) {
            case "loops":
                return loops();
            case "vector":
                if (!vectorAvailable()) {
                    throw new IllegalArgumentException("the vector kernels need --add-modules " + VECTOR_MODULE);
                }
                return loadVectorKernels();
            default:
                throw new IllegalArgumentException(
                        "there are no kernels named '" + name + "'; the choice is vector or loops");
        }
    }

    private static Kernels loops() {
        return new Kernels("loops", new LoopProducts(), new LoopElements(), null);
    }

    private static Kernels choose() {
        String wanted = System.getProperty(PROPERTY, "");
        if (!wanted.isEmpty()) {
            return named(wanted);
        }
        if (vectorAvailable()) {
            return named("vector");
        }
        System.err.println("note: running on plain loops, several times slower; start java with --add-modules "
                + VECTOR_MODULE + " for the fast kernels");
        return named("loops");
    }

    /** By name, so that this class loads on a JVM without the module. */
    private static Kernels loadVectorKernels() {
        try {
            return (Kernels) ((Supplier<?>) Class.forName(VECTOR_KERNELS).getConstructor().newInstance()).get();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the vector kernels do not start", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the vector kernels are missing", e);
        }
    }

    /** Chosen when first asked for. */
    private static final class Best {
        static final Kernels KERNELS = choose();
    }
}

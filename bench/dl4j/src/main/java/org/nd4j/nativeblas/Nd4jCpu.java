package org.nd4j.nativeblas;

/**
 * A name from before DL4J's bindings moved. Its layers ask by reflection for {@code Nd4jCpu$Environment} in this
 * package whether there is oneDNN, and take its absence for a no.
 */
public final class Nd4jCpu {

    private Nd4jCpu() {}

    /** Answers for the class that took its place. */
    public static final class Environment {

        private static final Environment INSTANCE = new Environment();

        private Environment() {}

        public static Environment getInstance() {
            return INSTANCE;
        }

        /** Whether oneDNN is there and allowed. */
        public boolean isUseMKLDNN() {
            return org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu.Environment.getInstance().isUseONEDNN();
        }
    }
}

package dev.cnnc.compiler.cli;

import dev.cnnc.runtime.kernel.KernelChoice;
import picocli.CommandLine.IVersionProvider;

/** What {@code cnnc --version} prints. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Cnnc.class.getPackage().getImplementationVersion();
        return new String[] {
            "cnnc " + (version == null ? "(unpacked)" : version),
            "Java " + System.getProperty("java.version") + " (" + System.getProperty("java.vm.name") + "), "
                    + Runtime.getRuntime().availableProcessors() + " processors, kernels: " + KernelChoice.best().name()
        };
    }
}

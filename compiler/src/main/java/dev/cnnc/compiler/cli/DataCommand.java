package dev.cnnc.compiler.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cnnc data}: what has to do with images alone. */
@Command(
        name = "data",
        description = "Fetches data sets, and shows what is in one.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        subcommands = {DataGetCommand.class, DataShowCommand.class})
final class DataCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    /** Without a command: the help. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
